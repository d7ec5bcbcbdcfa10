namespace Engine.Models;

/// <summary>
/// w of input j ~ N(0, τ²λⱼ²) with half-Cauchy scales, λⱼ of each input and τ of the whole layer: an input that the data do not need is switched off
/// as a whole, one that they need is hardly held back. Ghosh, Yao &amp; Doshi-Velez, <i>Structured Variational Learning of Bayesian Neural Networks with Horseshoe
/// Priors</i>, ICML 2018; Louizos, Ullrich &amp; Welling, <i>Bayesian Compression for Deep Learning</i>, NIPS 2017.
/// </summary>
/// <remarks>For weights [outputs, inputs] it becomes <see cref="HorseshoeScales"/>, which are trained with them. A bias, [outputs], belongs to no input and gets N(0, 1).</remarks>
/// <param name="globalScale">b of τ ~ half-Cauchy(b): the smaller, the fewer inputs are believed in before the data.</param>
/// <exception cref="ArgumentOutOfRangeException">The scale is not from 1e-18 to 1e18.</exception>
public sealed class Horseshoe(double globalScale = 1) : Prior
{
    /// <summary>b.</summary>
    public double GlobalScale { get; } = Require.PriorDeviation(globalScale, nameof(globalScale));

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always: only its scales, in a layer, have one.</exception>
    public override Tensor Divergence(Tensor mean, Tensor rho, Func<Tensor> sample) =>
        throw new InvalidOperationException("A horseshoe has no divergence before it is part of a layer, where it has scales.");

    /// <inheritdoc/>
    protected internal override Prior For(Parameter mean) => mean.Rank < 2 ? new NormalPrior() : new HorseshoeScales(mean, GlobalScale);
}
