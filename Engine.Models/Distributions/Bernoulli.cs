using Engine.Operations;

namespace Engine.Models;

/// <summary>1 with probability p, else 0.</summary>
public sealed class Bernoulli : Distribution
{
    private static readonly Constraint blackOrWhite =
        new ElementConstraint(x => x is 0 or 1, "0 or 1. Grey values from 0 to 1 need a Bernoulli made with allowGrey: true");

    private readonly bool allowGrey;

    private Bernoulli(Tensor logits, bool allowGrey, bool validate) : base(logits.Shape, logits.Device, validate) =>
        (Logits, this.allowGrey) = (logits, allowGrey);

    /// <summary>ln(p/(1 − p)): −∞ for p = 0, ∞ for p = 1.</summary>
    public Tensor Logits { get; }

    /// <inheritdoc/>
    public override Constraint Support => allowGrey ? Constraint.UnitInterval : blackOrWhite;

    /// <summary>p.</summary>
    public override Tensor Mean => Logits.Sigmoid();

    /// <summary>p(1 − p).</summary>
    public override Tensor Variance => Logits.Sigmoid() * Logits.Negate().Sigmoid();

    /// <summary>ln p.</summary>
    internal Tensor LogOne => Logits.LogSigmoid();

    /// <summary>ln(1 − p).</summary>
    internal Tensor LogZero => Logits.Negate().LogSigmoid();

    /// <summary>From ln(p/(1 − p)): what a network's last layer gives.</summary>
    /// <param name="logits">Any numbers, ±∞ included, except NaN.</param>
    /// <param name="allowGrey">
    /// Accept values between 0 and 1 in <see cref="Distribution.LogProb(Tensor)"/>, such as the grey pixels of a picture:
    /// x·ln p + (1 − x)·ln(1 − p), minus the cross-entropy. It is no normalised density of such x.
    /// </param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A logit is NaN.</exception>
    public static Bernoulli FromLogits(Tensor logits, bool allowGrey = false, bool validate = true)
    {
        if (validate) Constraint.Extended.Check(nameof(logits), logits);
        return new(logits, allowGrey, validate);
    }

    /// <summary>From the probability of 1.</summary>
    /// <param name="probabilities">Numbers from 0 to 1. At exactly 0 and 1 the log-probability of what is sure has gradient 0.</param>
    /// <param name="allowGrey">See <see cref="FromLogits(Tensor, bool, bool)"/>.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside [0, 1].</exception>
    public static Bernoulli FromProbabilities(Tensor probabilities, bool allowGrey = false, bool validate = true)
    {
        if (validate) Constraint.UnitInterval.Check(nameof(probabilities), probabilities);
        return new(probabilities.Log() - (-probabilities).Log1p(), allowGrey, validate);
    }

    /// <summary>A single number's distribution, from the probability of 1.</summary>
    /// <inheritdoc cref="FromProbabilities(Tensor, bool, bool)"/>
    public static Bernoulli FromProbabilities(double probabilities, Device? device = null) => FromProbabilities(Tensor.Of(probabilities, device));

    /// <summary>A single number's distribution, from ln(p/(1 − p)).</summary>
    /// <inheritdoc cref="FromLogits(Tensor, bool, bool)"/>
    public static Bernoulli FromLogits(double logits, Device? device = null) => FromLogits(Tensor.Of(logits, device));

    /// <summary>−p ln p − (1 − p) ln(1 − p).</summary>
    public override Tensor Entropy() => LogOne.Map<EntropyTerm>() + LogZero.Map<EntropyTerm>();

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => FromLogits(map(Logits), allowGrey, Validates);

    /// <inheritdoc/>
    protected override Tensor Draw(RandomStream rng, Shape sampleShape) =>
        rng.Bernoulli(Logits.StopGradient().Sigmoid().Expand(SampledShape(sampleShape)), validate: false);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => Logits.Zip<BernoulliLogProb>(value);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value, Axes axes) => Logits.ZipSum<BernoulliLogProb>(value, axes);
}
