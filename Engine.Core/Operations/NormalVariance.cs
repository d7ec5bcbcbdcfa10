using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>
/// v = σ² with σ = softplus(ρ), and the divergence of N(μ, σ²) from the prior N(m, s²): what local reparameterization needs of
/// a weight beside its mean μ. Kingma, Salimans &amp; Welling, <i>Variational Dropout and the Local Reparameterization
/// Trick</i>, NIPS 2015, §2.2.
/// </summary>
/// <param name="priorMean">m.</param>
/// <param name="priorDeviation">s &gt; 0.</param>
public readonly struct NormalVariance(double priorMean, double priorDeviation) : ISampleOp
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly NormalPrior prior = new(priorMean, priorDeviation);

    /// <inheritdoc/>
    public bool Draws => false;

    /// <summary>σ².</summary>
    [MethodImpl(Inline)]
    public L Value<L>(L a, L b, L noise) where L : struct, ILane<L>
    {
        var sigma = new SoftplusParts<L>(b).Value;
        return sigma * sigma;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public L Value<L>(L a, L b, L noise, out L rest, out L ratio) where L : struct, ILane<L>
    {
        var sigma = new SoftplusParts<L>(b);
        rest = prior.Divergence(a, sigma, out ratio);
        return sigma.Value * sigma.Value;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Gradient<L>(L a, L b, L noise, L g, L h, out L da, out L db) where L : struct, ILane<L>
    {
        var sigma = new SoftplusParts<L>(b);
        var logSlope = sigma.LogSlope;
        da = h * prior.SlopeByMean(a);
        db = L.MulAdd(L.Of(2) * g * sigma.Value, sigma.Value * logSlope, h * prior.SlopeByRho(sigma, logSlope));
    }
}
