using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = 1 where a &gt; b, else 0 (0 if either is NaN); slopes 0.</summary>
[Domain(-3, 3, KinkAtTie = true)]
public readonly struct Greater : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L> => L.IfLess(b, a, L.Of(1), L.Of(0));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => L.Of(0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => L.Of(0);
}
