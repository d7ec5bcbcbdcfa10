using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = 1/√x, dy/dx = −y/(2x).</summary>
[Domain(0.1, 5)]
public readonly struct Rsqrt : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Of(1) / L.Sqrt(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(-0.5) * y / x;
}
