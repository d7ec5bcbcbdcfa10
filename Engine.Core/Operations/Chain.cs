using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>The chain rule’s product ḡ·s of a gradient and a slope, with 0·s = 0 for every s: a result that does not count gives no NaN through an infinite slope.</summary>
public readonly struct Chain : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L> => L.IfEqual(a, L.Of(0), L.Of(0), a * b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => a;
}
