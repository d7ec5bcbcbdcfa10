using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = x², dy/dx = 2x.</summary>
public readonly struct Square : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => x * x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => x + x;
}
