using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>
/// w = μ + σ·ε with σ = softplus(ρ): a weight drawn from its posterior N(μ, σ²), and the divergence from the prior N(m, s²).
/// Blundell et al., <i>Weight Uncertainty in Neural Networks</i>, ICML 2015, §3.2, with the closed form of the divergence.
/// </summary>
/// <param name="priorMean">m.</param>
/// <param name="priorDeviation">s &gt; 0.</param>
public readonly struct NormalSample(double priorMean, double priorDeviation) : ISampleOp
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly NormalPrior prior = new(priorMean, priorDeviation);

    /// <inheritdoc/>
    public bool Draws => true;

    /// <summary>μ + σ·ε.</summary>
    [MethodImpl(Inline)]
    public L Value<L>(L a, L b, L noise) where L : struct, ILane<L> => L.MulAdd(new SoftplusParts<L>(b).Value, noise, a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public L Value<L>(L a, L b, L noise, out L rest, out L ratio) where L : struct, ILane<L>
    {
        var sigma = new SoftplusParts<L>(b);
        rest = prior.Divergence(a, sigma, out ratio);
        return L.MulAdd(sigma.Value, noise, a);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public void Gradient<L>(L a, L b, L noise, L g, L h, out L da, out L db) where L : struct, ILane<L>
    {
        var sigma = new SoftplusParts<L>(b);
        var logSlope = sigma.LogSlope;
        da = L.MulAdd(h, prior.SlopeByMean(a), g);
        db = L.MulAdd(g * noise, sigma.Value * logSlope, h * prior.SlopeByRho(sigma, logSlope));
    }
}
