using Engine.Lanes.Elementary;
using Engine.Models.Initialization;
using Engine.Operations;

namespace Engine.Models;

/// <summary>
/// y = x·Wᵀ + b with W and b independent normals N(μ, σ²), σ = softplus(ρ): learnt μ and ρ of each weight, and a prior
/// N(m, s²) that all of them share.
/// </summary>
public sealed class BayesianLinear : Layer, IBayesianLayer
{
    /// <summary>A layer whose means start uniform on ±1/√inputs, as those of <see cref="Linear"/>, and whose deviations start equal.</summary>
    /// <param name="inputs">Length of x's last axis.</param>
    /// <param name="outputs">Length of y's last axis.</param>
    /// <param name="prior">Of every weight: one mean and one deviation; N(0, 1) unless given.</param>
    /// <param name="estimator">How a random pass draws.</param>
    /// <param name="bias">Whether there is a b.</param>
    /// <param name="initializer">Of the weights' means.</param>
    /// <param name="initialDeviation">σ of every weight at the start.</param>
    /// <exception cref="ArgumentException">The prior is of more than one number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length or deviation is not positive, or there is no such estimator.</exception>
    public BayesianLinear(
        int inputs, int outputs, Normal? prior = null, WeightEstimator estimator = WeightEstimator.WeightSampling, bool bias = true,
        Initializer? initializer = null, double initialDeviation = 0.02)
    {
        (Inputs, Outputs, HasBias) = (Require.Positive(inputs, nameof(inputs)), Require.Positive(outputs, nameof(outputs)), bias);
        if (!Enum.IsDefined(estimator)) throw new ArgumentOutOfRangeException(nameof(estimator), estimator, $"There is no estimator {estimator}.");
        Estimator = estimator;
        if (prior is not null) (PriorMean, PriorDeviation) = (Number(prior, prior.Mean), Number(prior, prior.Scale));
        var rho = new Constant(InverseSoftplus(Require.Positive(initialDeviation, nameof(initialDeviation))));
        Register("weightMean", [outputs, inputs], initializer ?? new FanInUniform());
        Register("weightRho", [outputs, inputs], rho);
        if (!bias) return;
        Register("biasMean", [outputs], BoundedUniform.Within(1 / Math.Sqrt(inputs)));
        Register("biasRho", [outputs], rho);
    }

    /// <summary>Length of x's last axis.</summary>
    public int Inputs { get; }

    /// <summary>Length of y's last axis.</summary>
    public int Outputs { get; }

    /// <summary>Whether there is a bias.</summary>
    public bool HasBias { get; }

    /// <summary>How a random pass draws.</summary>
    public WeightEstimator Estimator { get; }

    /// <summary>m.</summary>
    public double PriorMean { get; }

    /// <summary>s.</summary>
    public double PriorDeviation { get; } = 1;

    /// <summary>μ of W, [outputs, inputs].</summary>
    public Parameter WeightMean => GetParameter("weightMean");

    /// <summary>ρ of W, [outputs, inputs].</summary>
    public Parameter WeightRho => GetParameter("weightRho");

    /// <summary>μ of b, [outputs], or null.</summary>
    public Parameter? BiasMean => HasBias ? GetParameter("biasMean") : null;

    /// <summary>ρ of b, [outputs], or null.</summary>
    public Parameter? BiasRho => HasBias ? GetParameter("biasRho") : null;

    /// <summary>The layer with weights drawn once for this call, or with their means if there is no noise.</summary>
    /// <param name="x">[..., inputs].</param>
    /// <param name="noise">Where the weights (or activations) are drawn from; null for the means.</param>
    /// <returns>[..., outputs].</returns>
    /// <exception cref="ArgumentException">x has another last axis.</exception>
    public override Tensor Forward(Tensor x, RandomStream? noise = null)
    {
        CheckInput(x);
        if (noise is null) return x.Linear(WeightMean, BiasMean);
        if (Estimator == WeightEstimator.LocalReparameterization)
            return Activations(x, VarianceOf(WeightRho), BiasRho is { } rho ? VarianceOf(rho) : null, noise);
        var weight = Variational.Sample(WeightMean, WeightRho, noise);
        return Output(x, weight, HasBias ? Variational.Sample(BiasMean!, BiasRho!, noise) : null, noise);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">x has another last axis.</exception>
    public override (Tensor Output, Tensor? Divergence) ForwardWithDivergence(Tensor x, RandomStream noise)
    {
        CheckInput(x);
        var local = Estimator == WeightEstimator.LocalReparameterization;
        var (weight, divergence) = Posterior(WeightMean, WeightRho, local, noise);
        Tensor? bias = null;
        if (HasBias)
        {
            (bias, var ofBias) = Posterior(BiasMean!, BiasRho!, local, noise);
            divergence += ofBias;
        }
        return (local ? Activations(x, weight, bias, noise) : Output(x, weight, bias, noise), divergence);
    }

    /// <summary>A sample, or the variance for local reparameterization, and the divergence.</summary>
    private (Tensor Value, Tensor Divergence) Posterior(Tensor mean, Tensor rho, bool local, RandomStream noise) => local
        ? Variational.Variance(mean, rho, PriorMean, PriorDeviation)
        : Variational.Sample(mean, rho, PriorMean, PriorDeviation, noise);

    /// <summary>Draws from N(x·μᵀ + μ_b, x²·(σ²)ᵀ + σ_b²).</summary>
    private Tensor Activations(Tensor x, Tensor weightVariance, Tensor? biasVariance, RandomStream noise) =>
        Variational.SampleByVariance(x.Linear(WeightMean, BiasMean), x.Square().Linear(weightVariance, biasVariance), noise);

    /// <summary>x·Wᵀ + b with the weights that were drawn, or by Flipout x·μᵀ + μ_b + ((x∘s)·(W − μ)ᵀ + b − μ_b)∘r with signs s and r of each example.</summary>
    private Tensor Output(Tensor x, Tensor weight, Tensor? bias, RandomStream noise)
    {
        if (Estimator != WeightEstimator.Flipout) return x.Linear(weight, bias);
        var turned = (x * Signs(x.Shape, noise)).Linear(weight - WeightMean, bias is null ? null : bias - BiasMean!);
        return x.Linear(WeightMean, BiasMean) + turned * Signs(turned.Shape, noise);
    }

    /// <summary>−1 or 1, each with probability ½.</summary>
    private Tensor Signs(Shape shape, RandomStream noise) => noise.Bernoulli(0.5, shape, Device) * 2 - 1;

    private static Tensor VarianceOf(Tensor rho) => rho.Map<Then<Operations.Softplus, Square>>();

    private void CheckInput(Tensor x)
    {
        if (x.Rank == 0 || x.Shape[-1] != Inputs) throw new ArgumentException($"{this} needs inputs [..., {Inputs}], not {x.Shape}.", nameof(x));
    }

    private static double Number(Normal prior, Tensor parameter) => parameter.Elements == 1 ? parameter.Item()
        : throw new ArgumentException($"The prior is {prior}; expected one mean and one deviation for all weights.", nameof(prior));

    /// <summary>ρ with ln(1 + e^ρ) = σ, for large and small σ alike: σ + ln(1 − e^(−σ)).</summary>
    private static double InverseSoftplus(double deviation) => deviation + Math.Log(-DoubleFunctions.Expm1(-deviation));
}
