using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Operations;

/// <summary>
/// KL(N(μ, σ²) ‖ N(m, s²)) = ½(t² − 1 + z²) − ln t with t = σ/s and z = (μ − m)/s, for σ = softplus(ρ), and its slopes
/// z/s and (t² − 1)·(ln σ)′.
/// </summary>
/// <remarks>
/// t² − 1 is written (t − 1)(t + 1), and ln t is the logarithm of the same rounded t: near t = 1, where both cancel, the
/// rounding of t moves neither, and q = p has divergence 0. In float, ln t loses digits where t is subnormal and is −∞ where it
/// underflows: for s = 1 never, for s = 1e7 below ρ = −71.
/// </remarks>
/// <param name="mean">m.</param>
/// <param name="deviation">s &gt; 0.</param>
internal readonly struct NormalPrior(double mean, double deviation)
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Coefficient mean = mean, precision = 1 / deviation, squaredPrecision = 1 / (deviation * deviation);

    /// <summary>The divergence but for −ln <paramref name="ratio"/>.</summary>
    [MethodImpl(Inline)]
    public L Divergence<L>(L mu, SoftplusParts<L> sigma, out L ratio) where L : struct, ILane<L>
    {
        var (t, z) = (sigma.Value * L.Of(precision), (mu - L.Of(mean)) * L.Of(precision));
        var squares = L.MulAdd(t - L.Of(1), t + L.Of(1), z * z);
        ratio = t;
        return L.MulAdd(L.Of(0.5), squares, -sigma.LogBeyond);
    }

    /// <summary>∂/∂μ.</summary>
    [MethodImpl(Inline)]
    public L SlopeByMean<L>(L mu) where L : struct, ILane<L> => (mu - L.Of(mean)) * L.Of(squaredPrecision);

    /// <summary>∂/∂ρ = (t² − 1)·(ln σ)′, given (ln σ)′.</summary>
    [MethodImpl(Inline)]
    public L SlopeByRho<L>(SoftplusParts<L> sigma, L logSlope) where L : struct, ILane<L>
    {
        var t = sigma.Value * L.Of(precision);
        return (t - L.Of(1)) * (t + L.Of(1)) * logSlope;
    }
}
