using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = ψ(x) = (ln Γ)′, dy/dx = ψ′(x).</summary>
[Domain(0.2, 8)]
public readonly struct Digamma : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Polygamma(0, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Polygamma(1, x);
}
