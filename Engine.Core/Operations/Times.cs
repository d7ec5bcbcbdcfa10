using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = c·x, dy/dx = c.</summary>
/// <param name="factor">c.</param>
public readonly struct Times(double factor = 1.5) : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => x * L.Of(factor);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(factor);
}
