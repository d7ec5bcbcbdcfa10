using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = x·σ(x), dy/dx = σ(x)(1 + x(1 − σ(x))). Elfwing et al., arXiv:1702.03118.</summary>
public readonly struct Silu : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => x * default(Sigmoid).Value(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => default(Sigmoid).Value(x) * L.MulAdd(x, default(Sigmoid).Value(-x), L.Of(1));
}
