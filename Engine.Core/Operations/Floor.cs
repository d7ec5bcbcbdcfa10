using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = ⌊x⌋, dy/dx = 0.</summary>
[Domain(-2.9, 2.9, Kinks = [-2, -1, 0, 1, 2])]
public readonly struct Floor : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Floor(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(0);
}
