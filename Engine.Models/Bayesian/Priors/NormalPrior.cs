namespace Engine.Models;

/// <summary>N(m, s²) for every weight: the divergence is worked out in the same pass over memory that draws the weights.</summary>
public sealed class NormalPrior : Prior
{
    /// <summary>A normal prior.</summary>
    /// <param name="mean">m.</param>
    /// <param name="deviation">s, from 1e-18 to 1e18: floats hold the square of no other.</param>
    /// <exception cref="ArgumentOutOfRangeException">m is not finite, or s is none of these.</exception>
    public NormalPrior(double mean = 0, double deviation = 1) =>
        (Mean, Deviation) = (Require.Finite(mean, nameof(mean)), Require.PriorDeviation(deviation, nameof(deviation)));

    /// <summary>m.</summary>
    public double Mean { get; }

    /// <summary>s.</summary>
    public double Deviation { get; }

    /// <inheritdoc/>
    protected internal override Prior For(Parameter mean) => new NormalPrior(Mean, Deviation);

    /// <inheritdoc/>
    public override Tensor Divergence(Tensor mean, Tensor rho, Func<Tensor> sample) => Variational.Variance(mean, rho, Mean, Deviation).Divergence;

    /// <inheritdoc/>
    protected internal override (Tensor Sample, Tensor Divergence) Sample(Tensor mean, Tensor rho, BayesianPass pass) => pass.Sample(mean, rho, Mean, Deviation);

    /// <inheritdoc/>
    protected internal override (Tensor Variance, Tensor Divergence) Variance(Tensor mean, Tensor rho, BayesianPass pass) =>
        Variational.Variance(mean, rho, Mean, Deviation);
}
