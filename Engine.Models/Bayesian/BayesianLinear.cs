using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>
/// y = x·Wᵀ + b with W and b independent normals N(μ, σ²), σ = softplus(ρ): learnt μ and ρ of each weight, and a prior p(w).
/// Blundell et al., <i>Weight Uncertainty in Neural Networks</i>, ICML 2015.
/// </summary>
public sealed class BayesianLinear : BayesianLayer
{
    /// <summary>A layer whose means start uniform on ±1/√inputs, as those of <see cref="Linear"/>, and whose deviations start equal.</summary>
    /// <param name="inputs">Length of x's last axis.</param>
    /// <param name="outputs">Length of y's last axis.</param>
    /// <param name="prior">Of the weights and of the bias: any <see cref="Distribution"/> of single numbers, or one of the <see cref="Prior"/>s; N(0, 1) unless given.</param>
    /// <param name="estimator">How a random pass draws.</param>
    /// <param name="bias">Whether there is a b.</param>
    /// <param name="initializer">Of the weights' means.</param>
    /// <param name="initialDeviation">σ of every weight at the start.</param>
    /// <exception cref="ArgumentException">The prior does not fit the weights, or makes no sense for any.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive, the deviation is not from 1e-36 to 1e18, or there is no such estimator.</exception>
    public BayesianLinear(
        int inputs, int outputs, Prior? prior = null, WeightEstimator estimator = WeightEstimator.WeightSampling, bool bias = true,
        Initializer? initializer = null, double initialDeviation = 0.02)
    {
        (Inputs, Outputs, HasBias) = (Require.Positive(inputs, nameof(inputs)), Require.Positive(outputs, nameof(outputs)), bias);
        Estimator = Defined(estimator);
        Require.PosteriorDeviation(initialDeviation, nameof(initialDeviation));
        prior ??= new NormalPrior();
        Register("weight", new NormalPosterior([outputs, inputs], prior, initializer ?? new FanInUniform(), initialDeviation));
        if (bias) Register("bias", new NormalPosterior([outputs], prior, BoundedUniform.Within(1 / Math.Sqrt(inputs)), initialDeviation));
    }

    /// <summary>A layer around the weights of one that was trained.</summary>
    internal BayesianLinear(Linear trained, Prior prior, WeightEstimator estimator, double deviation, double relative) : base(trained.Device)
    {
        (Inputs, Outputs, HasBias, Estimator) = (trained.Inputs, trained.Outputs, trained.HasBias, Defined(estimator));
        Register("weight", new NormalPosterior(trained.Weight, prior, deviation, relative));
        if (trained.Bias is { } bias) Register("bias", new NormalPosterior(bias, prior, deviation, relative));
    }

    /// <summary>Length of x's last axis.</summary>
    public int Inputs { get; }

    /// <summary>Length of y's last axis.</summary>
    public int Outputs { get; }

    /// <summary>Whether there is a bias.</summary>
    public bool HasBias { get; }

    /// <summary>How a random pass draws.</summary>
    public WeightEstimator Estimator { get; }

    /// <summary>q(W), [outputs, inputs].</summary>
    public NormalPosterior Weight => GetChild<NormalPosterior>("weight");

    /// <summary>q(b), [outputs], or null.</summary>
    public NormalPosterior? Bias => HasBias ? GetChild<NormalPosterior>("bias") : null;

    private bool IsLocal => Estimator == WeightEstimator.LocalReparameterization;

    /// <inheritdoc/>
    protected internal override LayerDraw Draw(BayesianPass pass)
    {
        if (pass.Networks > 1) return new(Weight.SampleMany(pass), Bias?.SampleMany(pass), null);
        var (weight, divergence) = Drawn(Weight, pass);
        if (Bias is not { } posterior) return new(weight, null, divergence);
        var (bias, ofBias) = Drawn(posterior, pass);
        return new(weight, bias, divergence is null ? null : divergence + ofBias!);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x, LayerDraw draw, BayesianPass pass) => Estimator switch
    {
        WeightEstimator.LocalReparameterization => Activations(x, draw, pass),
        WeightEstimator.Flipout => Turned(x, draw, pass),
        _ => x.Linear(draw.Weight, draw.Bias),
    };

    /// <inheritdoc/>
    internal override Tensor ForwardMany(Tensor x, BayesianPass pass, bool isShared)
    {
        CheckInput(x);
        var rows = x.Elements / Inputs / (isShared ? 1 : pass.Networks);
        if (IsLocal || rows == pass.ApartRows) return ManyActivations(x, pass, isShared);
        if (isShared && Estimator == WeightEstimator.Flipout) (x, isShared) = (pass.Repeated(x), false);
        var y = Estimator == WeightEstimator.Flipout ? ManyTurned(x, pass, rows) : ManyOutputs(x, pass.DrawOf(this), isShared ? [rows, Inputs] : [pass.Networks, rows, Inputs]);
        var shape = x.Shape.With(-1, Outputs);
        return y.Reshape(isShared ? shape.With(0, pass.Networks * shape[0]) : shape);
    }

    /// <inheritdoc/>
    protected override Tensor ForwardMean(Tensor x) => x.Linear(Weight.Mean, Bias?.Mean);

    /// <inheritdoc/>
    protected override void CheckInput(Tensor x)
    {
        if (x.Rank == 0 || x.Shape[-1] != Inputs) throw new ArgumentException($"{this} needs inputs [..., {Inputs}], not {x.Shape}.", nameof(x));
    }

    /// <summary>A sample, or the variance for local reparameterization, and the divergence.</summary>
    private (Tensor Value, Tensor? Divergence) Drawn(NormalPosterior posterior, BayesianPass pass) => IsLocal ? posterior.Variance(pass) : posterior.Sample(pass);

    /// <summary>Draws from N(x·μᵀ + μ_b, x²·(σ²)ᵀ + σ_b²).</summary>
    private Tensor Activations(Tensor x, LayerDraw variances, BayesianPass pass) =>
        pass.SampleByVariance(ForwardMean(x), x.Square().Linear(variances.Weight, variances.Bias));

    /// <summary>x·μᵀ + μ_b + ((x∘s)·(W − μ)ᵀ + b − μ_b)∘r with signs s and r of each example.</summary>
    private Tensor Turned(Tensor x, LayerDraw draw, BayesianPass pass)
    {
        var turned = (x * Signs(x.Shape, pass)).Linear(draw.Weight - Weight.Mean, draw.Bias is { } bias ? bias - Bias!.Mean : null);
        return ForwardMean(x) + turned * Signs(turned.Shape, pass);
    }

    /// <summary>All networks' products of a batch: [networks, rows, outputs].</summary>
    private static Tensor ManyOutputs(Tensor x, LayerDraw draw, Shape inputs)
    {
        var y = x.Reshape(inputs).MatMul(draw.Weight, transposeB: true);
        return draw.Bias is { } bias ? y + bias.Unsqueeze(1) : y;
    }

    /// <summary>
    /// One input's outputs are independent normals under weights that are, so for each network they can be drawn themselves: as many
    /// numbers as outputs instead of weights. Kingma, Salimans &amp; Welling, 2015, §2.2; it is exact where rows need not share weights.
    /// </summary>
    private Tensor ManyActivations(Tensor x, BayesianPass pass, bool isShared)
    {
        var deviations = pass.Deviations!;
        var (mean, variance) = (ForwardMean(x), x.Square().Linear(deviations.Of(Weight).Square(), Bias is { } bias ? deviations.Of(bias).Square() : null));
        return isShared ? Variational.SampleByVariance(pass.Repeated(mean), pass.Repeated(variance), pass) : Variational.SampleByVariance(mean, variance, pass);
    }

    /// <summary>As <see cref="Turned"/>, for the rows of all networks.</summary>
    private Tensor ManyTurned(Tensor x, BayesianPass pass, int rows)
    {
        var draw = pass.DrawOf(this);
        var turned = ManyOutputs(x * Signs(x.Shape, pass), new(draw.Weight - Weight.Mean, draw.Bias is { } bias ? bias - Bias!.Mean : null, null), [pass.Networks, rows, Inputs]);
        return ForwardMean(x).Reshape(turned.Shape) + turned * Signs(turned.Shape, pass);
    }

    /// <summary>−1 or 1, each with probability ½.</summary>
    private Tensor Signs(Shape shape, RandomStream noise) => noise.Bernoulli(0.5, shape, Device) * 2 - 1;

    private static WeightEstimator Defined(WeightEstimator estimator) => Enum.IsDefined(estimator) ? estimator
        : throw new ArgumentOutOfRangeException(nameof(estimator), estimator, $"There is no estimator {estimator}.");
}
