using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>y = x·Φ(x) with the normal distribution function Φ(x) = ½erfc(−x/√2); dy/dx = Φ(x) + x·φ(x). Hendrycks &amp; Gimpel, arXiv:1606.08415.</summary>
public readonly struct Gelu : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L> => L.Of(0.5) * x * L.Erfc(x * L.Of(-1 / Math.Sqrt(2)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L> => L.Of(0.5) * L.Erfc(x * L.Of(-1 / Math.Sqrt(2))) + x * L.Of(1 / Math.Sqrt(2 * Math.PI)) * L.Exp(L.Of(-0.5) * x * x);
}
