using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = 1/x, dy/dx = −y².</summary>
[Domain(0.2, 4)]
public readonly struct Reciprocal : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Of(1) / x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => -(y * y);
}
