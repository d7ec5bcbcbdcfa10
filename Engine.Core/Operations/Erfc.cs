using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = erfc x = 1 − erf x, accurate for large x; dy/dx = −2/√π·e^(−x²).</summary>
public readonly struct Erfc : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Erfc(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(-2 / Math.Sqrt(Math.PI)) * L.Exp(-(x * x));
}
