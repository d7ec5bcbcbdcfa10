using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = 1 where a ≠ b, else 0 (1 if either is NaN); slopes 0.</summary>
[Domain(-3, 3, KinkAtTie = true)]
public readonly struct NotEqual : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L> => L.IfEqual(a, b, L.Of(0), L.Of(1));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => L.Of(0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => L.Of(0);
}
