using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = −1, 0 or 1 as x is negative, zero or positive; dy/dx = 0. NaN stays NaN.</summary>
[Domain(-3, 3, Kinks = [0])]
public readonly struct Sign : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.IfLess(x, L.Of(0), L.Of(-1), L.IfLess(L.Of(0), x, L.Of(1), x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(0);
}
