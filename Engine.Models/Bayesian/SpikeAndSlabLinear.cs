using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>
/// y = x·Wᵀ + b whose weights are exactly 0 with a probability that is learnt for each: a prior of a spike at 0 and a slab, and a posterior of
/// a gate and a normal. Titsias &amp; Lázaro-Gredilla, NIPS 2011; for networks, Bai, Song &amp; Cheng, <i>Efficient Variational Inference for Sparse Deep Learning with
/// Theoretical Guarantee</i>, NeurIPS 2020, arXiv:2011.07439. A narrow and a wide normal instead of spike and slab is a <see cref="ScaleMixture"/>.
/// </summary>
/// <remarks>
/// A gate that is open or shut has no gradient. So passes that count the divergence draw the activations, from normals with the
/// mean and variance that gated weights give them: exact in both moments, normal by the central limit theorem, and without a relaxed gate's
/// temperature. Wang &amp; Manning, <i>Fast Dropout Training</i>, ICML 2013. Other passes draw weights, many of them 0.
/// </remarks>
public sealed class SpikeAndSlabLinear : BayesianLayer
{
    /// <summary>A layer whose means start uniform on ±1/√inputs.</summary>
    /// <param name="inputs">Length of x's last axis.</param>
    /// <param name="outputs">Length of y's last axis.</param>
    /// <param name="inclusion">π, how probable a weight other than 0 is before the data.</param>
    /// <param name="slab">What is then believed of it, and of the bias, which has no gate; N(0, 1) unless given.</param>
    /// <param name="bias">Whether there is a b.</param>
    /// <param name="initializer">Of the weights' means.</param>
    /// <param name="initialDeviation">σ of every weight at the start.</param>
    /// <param name="initialInclusion">λ, the probability of an open gate, of every weight at the start.</param>
    /// <exception cref="ArgumentException">The slab does not fit the weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive, a deviation is not from 1e-36 to 1e18, or a probability is not between 0 and 1.</exception>
    /// <exception cref="NotSupportedException">The divergence of a normal from the slab has no closed form.</exception>
    public SpikeAndSlabLinear(
        int inputs, int outputs, double inclusion = 0.5, Distribution? slab = null, bool bias = true,
        Initializer? initializer = null, double initialDeviation = 0.02, double initialInclusion = 0.9)
    {
        (Inputs, Outputs, HasBias) = (Require.Positive(inputs, nameof(inputs)), Require.Positive(outputs, nameof(outputs)), bias);
        Inside(inclusion, nameof(inclusion));
        Inside(initialInclusion, nameof(initialInclusion));
        Require.PosteriorDeviation(initialDeviation, nameof(initialDeviation));
        slab ??= new Normal(0, 1);
        if (!Kl.HasFormula(typeof(Normal), slab.GetType()))
            throw new NotSupportedException($"The divergence of a Normal from a {slab.GetType().Name} has no closed form here, and behind gates it is not estimated. Use a Normal or Laplace slab, or add a formula with Kl.Register.");
        Shape shape = [outputs, inputs];
        if (slab.EventShape.Rank > 0 || !slab.BatchShape.BroadcastsTo(shape)) throw new ArgumentException($"The slab is {slab}; expected a distribution of single numbers whose shape broadcasts to that of the weights, {shape}.", nameof(slab));
        Register("weight", new GatedPosterior(shape, inclusion, slab.To(Device), initializer ?? new FanInUniform(), initialDeviation, initialInclusion));
        if (bias) Register("bias", new NormalPosterior([outputs], slab, BoundedUniform.Within(1 / Math.Sqrt(inputs)), initialDeviation));
    }

    /// <summary>Length of x's last axis.</summary>
    public int Inputs { get; }

    /// <summary>Length of y's last axis.</summary>
    public int Outputs { get; }

    /// <summary>Whether there is a bias.</summary>
    public bool HasBias { get; }

    /// <summary>q(W, gates), [outputs, inputs].</summary>
    public GatedPosterior Weight => GetChild<GatedPosterior>("weight");

    /// <summary>q(b), [outputs], or null.</summary>
    public NormalPosterior? Bias => HasBias ? GetChild<NormalPosterior>("bias") : null;

    /// <inheritdoc/>
    protected internal override LayerDraw Draw(BayesianPass pass)
    {
        if (!pass.CountsDivergence) return new(Weight.Sample(pass), Bias?.Sample(pass).Sample, null);
        var divergence = Weight.Divergence();
        if (Bias is not { } posterior) return new(Weight.WeightVariance, null, divergence);
        var (variance, ofBias) = posterior.Variance(pass);
        return new(Weight.WeightVariance, variance, divergence + ofBias!);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x, LayerDraw draw, BayesianPass pass) => pass.CountsDivergence
        ? pass.SampleByVariance(ForwardMean(x), x.Square().Linear(draw.Weight, draw.Bias))
        : x.Linear(draw.Weight, draw.Bias);

    /// <inheritdoc/>
    protected override Tensor ForwardMean(Tensor x) => x.Linear(Weight.WeightMean, Bias?.Mean);

    /// <inheritdoc/>
    protected override void CheckInput(Tensor x)
    {
        if (x.Rank == 0 || x.Shape[-1] != Inputs) throw new ArgumentException($"{this} needs inputs [..., {Inputs}], not {x.Shape}.", nameof(x));
    }

    private static void Inside(double probability, string name)
    {
        if (!(probability > 0 && probability < 1)) throw new ArgumentOutOfRangeException(name, probability, $"{name} is {probability}; expected a probability above 0 and below 1. For weights that are all there use BayesianLinear.");
    }
}
