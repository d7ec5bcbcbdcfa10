using System.Diagnostics.CodeAnalysis;

namespace Engine.Models;

/// <summary>p(w), what is believed of a network's weights before the data: it makes the price KL(q ‖ p) of a posterior q.</summary>
/// <remarks>
/// Whoever builds a layer gives one prior for all its tensors of weights, and the layer makes a part of its own from it for each, by
/// <see cref="For"/>: some priors depend on the weights' shape or first values, or are trained. Any <see cref="Distribution"/> of single numbers
/// is a prior: <c>prior: new Laplace(0, 1)</c>. A divergence without a closed form is estimated only if that is asked for: <see cref="MonteCarlo"/>.
/// </remarks>
public abstract class Prior : Module
{
    /// <summary>A prior without parts.</summary>
    /// <param name="device">Where the parameters that it registers are made: the weights' device, in <see cref="For"/>.</param>
    protected Prior(Device? device = null) : base(device) { }

    /// <summary>Every weight is distributed so, independent of the others; the divergence has a closed form.</summary>
    /// <param name="distribution">One number, or as many as there are weights; a normal of one number becomes a <see cref="NormalPrior"/>.</param>
    /// <exception cref="NotSupportedException">There is no formula for the divergence.</exception>
    [return: NotNullIfNotNull(nameof(distribution))]
    public static implicit operator Prior?(Distribution? distribution) => distribution switch
    {
        null => null,
        Normal { Mean.Elements: 1, Scale.Elements: 1 } normal => new NormalPrior(normal.Mean.Item(), normal.Scale.Item()),
        _ => new DistributionPrior(distribution),
    };

    /// <summary>Every weight is distributed so; the divergence is estimated as ln q(w) − ln p(w) at the weights that were drawn. Blundell et al., 2015, eq. 2.</summary>
    /// <param name="distribution">One number, or as many as there are weights.</param>
    public static Prior MonteCarlo(Distribution distribution) => new MonteCarloPrior(distribution);

    /// <summary>
    /// N(w₀, s²) for every weight, with w₀ the value that its mean starts from: for networks that were trained before. Krishnan, Subedar &amp; Tickoo,
    /// <i>Specifying Weight Priors in Bayesian Deep Neural Networks with Empirical Bayes</i>, AAAI 2020, arXiv:1906.05323 (MOPED).
    /// </summary>
    /// <param name="deviation">s, from 1e-18 to 1e18.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is none of these.</exception>
    public static Prior AtTrainedWeights(double deviation = 1) => new TrainedWeightsPrior(deviation);

    /// <summary>A part of a layer: this prior for one tensor of weights.</summary>
    /// <param name="mean">The posterior's means, with the values that they start from.</param>
    /// <returns>A module that has no parent.</returns>
    protected internal abstract Prior For(Parameter mean);

    /// <summary>KL(q ‖ p) of independent normals, summed over all weights: a closed form, or an estimate by the draw.</summary>
    /// <param name="mean">μ.</param>
    /// <param name="rho">ρ; σ = softplus(ρ).</param>
    /// <param name="sample">Gives a draw w of q, for those that need one.</param>
    /// <returns>One number, in nats.</returns>
    public abstract Tensor Divergence(Tensor mean, Tensor rho, Func<Tensor> sample);

    /// <summary>A draw of the weights, and KL(q ‖ p).</summary>
    protected internal virtual (Tensor Sample, Tensor Divergence) Sample(Tensor mean, Tensor rho, BayesianPass pass)
    {
        var sample = pass.Sample(mean, rho);
        return (sample, Divergence(mean, rho, () => sample));
    }

    /// <summary>The weights' variances, and KL(q ‖ p).</summary>
    protected internal virtual (Tensor Variance, Tensor Divergence) Variance(Tensor mean, Tensor rho, BayesianPass pass) =>
        (NormalPosterior.VarianceOf(rho), Divergence(mean, rho, () => pass.Sample(mean, rho)));

    /// <summary>A distribution of each of these weights, on their device.</summary>
    /// <exception cref="ArgumentException">The distribution is none of single numbers whose shape broadcasts to the weights', not of all numbers, or too narrow for floats.</exception>
    private protected static Distribution FittingTo(Parameter weights, Distribution prior)
    {
        if (prior.EventShape.Rank > 0 || !prior.BatchShape.BroadcastsTo(weights.Shape))
            throw new ArgumentException($"The prior is {prior}; expected a distribution of single numbers whose shape broadcasts to that of the weights '{weights.Name}', {weights.Shape}.", nameof(prior));
        // A normal reaches every number: where the prior's density is 0, the divergence from it is infinite.
        if (prior.Support != Constraint.Real)
            throw new ArgumentException($"The prior is {prior}, of {prior.Support}; expected a distribution of all numbers, such as Normal or Laplace, since the weights '{weights.Name}' may become any.", nameof(prior));
        var moved = prior.To(weights.Device);
        using var scope = new Scope();
        if (moved.LogProbOfFinite(weights).Sum().Item() is var density && !double.IsFinite(density))
            throw new ArgumentException($"The prior is {prior}, by which the first values of the weights '{weights.Name}', {weights.Shape}, have a log density of {density}: it is narrower than floats hold. Give it a larger scale, 1 is a usual one, or use a layer that is not Bayesian for weights that are to stay at one value.", nameof(prior));
        return moved;
    }
}
