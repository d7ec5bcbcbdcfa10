using Engine.Operations;

namespace Engine.Models;

/// <summary>
/// The density on [0, 1] that is proportional to λˣ(1 − λ)¹⁻ˣ: what a grey pixel needs so that its "Bernoulli" is a likelihood.
/// Loaiza-Ganem &amp; Cunningham, <i>The Continuous Bernoulli: Fixing a Pervasive Error in Variational Autoencoders</i>, arXiv:1907.06845.
/// </summary>
/// <remarks>In the logit l = ln(λ/(1 − λ)) it is exp(lx − A(l)) with A(l) = ln((eˡ − 1)/l): see <see cref="ContinuousBernoulliLogPartition"/>, which is smooth at λ = ½.</remarks>
public sealed class ContinuousBernoulli : Distribution
{
    private ContinuousBernoulli(Tensor logits, bool validate) : base(logits.Shape, logits.Device, validate) => Logits = logits;

    /// <summary>l = ln(λ/(1 − λ)).</summary>
    public Tensor Logits { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.UnitInterval;

    /// <summary>A′(l) = 1/(1 − e⁻ˡ) − 1/l; not λ, but nearer to ½.</summary>
    public override Tensor Mean => Logits.Map<SlopeOf<ContinuousBernoulliLogPartition>>();

    /// <summary>A″(l) = 1/l² − 1/(2 sinh(l/2))².</summary>
    public override Tensor Variance => Logits.Map<SlopeOf<SlopeOf<ContinuousBernoulliLogPartition>>>();

    /// <summary>From ln(λ/(1 − λ)): what a network's last layer gives.</summary>
    /// <param name="logits">Finite numbers.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A logit is not finite.</exception>
    public static ContinuousBernoulli FromLogits(Tensor logits, bool validate = true)
    {
        if (validate) Constraint.Real.Check(nameof(logits), logits);
        return new(logits, validate);
    }

    /// <summary>From λ.</summary>
    /// <param name="lambda">Numbers above 0 and below 1.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside.</exception>
    public static ContinuousBernoulli FromLambda(Tensor lambda, bool validate = true)
    {
        if (validate) Constraint.OpenUnitInterval.Check(nameof(lambda), lambda);
        return new(lambda.Log() - (-lambda).Log1p(), validate);
    }

    /// <summary>From the mean, by halving the interval of logits from −1000 to 1000, in double.</summary>
    /// <param name="mean">Numbers from 0.001 to 0.999.</param>
    internal static Tensor LogitsOfMean(Tensor mean)
    {
        using var scope = new Scope();
        var wanted = mean.To(Device.Reference);
        var (low, high) = (wanted * 0 - 1000, wanted * 0 + 1000);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) * 0.5;
            var below = FromLogits(middle, validate: false).Mean.Less(wanted);
            (low, high) = (Elementwise.Where(below, middle, low), Elementwise.Where(below, high, middle));
        }
        return low.To(mean.Device).Keep();
    }

    /// <summary>The quantile of a uniform number.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) => Quantile(rng.Uniform(SampledShape(sampleShape), Device));

    /// <summary>(eˡˣ − 1)/(eˡ − 1) = exp(ln x + A(lx) − A(l)).</summary>
    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value)
    {
        var x = value.Clamp(0, 1);
        return (x.Log() + (Logits * x).Map<ContinuousBernoulliLogPartition>() - Logits.Map<ContinuousBernoulliLogPartition>()).Exp();
    }

    /// <summary>
    /// ln(1 + p(eˡ − 1))/l, for l &gt; 0 as one minus the quantile of 1 − p under −l; near l = 0, where it is 0/0, its series, whose terms
    /// are the cumulants of a Bernoulli variable.
    /// </summary>
    /// <inheritdoc/>
    public override Tensor Quantile(Tensor probability)
    {
        var (p, up) = (probability, Logits.Greater(0));
        var variance = p * (1 - p);
        var near = p + variance * Logits * (0.5 + Logits * ((1 - 2 * p) / 6 + Logits * (1 - 6 * variance) / 24));
        var minus = -Logits.Abs();
        var far = ((Elementwise.Where(up, 1 - p, p) * minus.Expm1()).Log1p() / minus).Clamp(0, 1);
        return Elementwise.Where(minus.Greater(-0.01), near, Elementwise.Where(up, 1 - far, far));
    }

    /// <summary>A(l) − l·A′(l), at −|l|: it is even, and there nothing cancels.</summary>
    public override Tensor Entropy()
    {
        var minus = Elementwise.Where(Logits.Greater(0), -Logits, Logits);
        return minus.Map<ContinuousBernoulliLogPartition>() - minus * minus.Map<SlopeOf<ContinuousBernoulliLogPartition>>();
    }

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => FromLogits(map(Logits), Validates);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => Logits.Zip<ContinuousBernoulliLogProb>(value);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value, Axes axes) => Logits.ZipSum<ContinuousBernoulliLogProb>(value, axes);
}
