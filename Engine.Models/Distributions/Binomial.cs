using Engine.Operations;

namespace Engine.Models;

/// <summary>How many of n trials of probability p succeed: n!/(k!(n − k)!)·pᵏ(1 − p)ⁿ⁻ᵏ for k = 0 … n.</summary>
public sealed class Binomial : Distribution
{
    private Binomial(int count, Tensor logits, bool validate) : base(logits.Shape, logits.Device, validate) => (Count, Logits) = (count, logits);

    /// <summary>n.</summary>
    public int Count { get; }

    /// <summary>ln(p/(1 − p)): −∞ for p = 0, ∞ for p = 1.</summary>
    public Tensor Logits { get; }

    /// <inheritdoc/>
    public override Constraint Support => Constraint.WholeBelow(checked(Count + 1));

    /// <summary>np.</summary>
    public override Tensor Mean => Logits.Sigmoid() * Count;

    /// <summary>np(1 − p).</summary>
    public override Tensor Variance => Trial.Variance * Count;

    /// <summary>One of the trials.</summary>
    internal Bernoulli Trial => Bernoulli.FromLogits(Logits, validate: false);

    /// <summary>From ln(p/(1 − p)).</summary>
    /// <param name="count">n ≥ 0.</param>
    /// <param name="logits">Any numbers, ±∞ included, except NaN.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or a logit is NaN.</exception>
    public static Binomial FromLogits(int count, Tensor logits, bool validate = true)
    {
        Check.NotNegative(nameof(count), count);
        if (validate) Constraint.Extended.Check(nameof(logits), logits);
        return new(count, logits, validate);
    }

    /// <summary>From the probability of success.</summary>
    /// <param name="count">n ≥ 0.</param>
    /// <param name="probabilities">Numbers from 0 to 1.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or a number is outside [0, 1].</exception>
    public static Binomial FromProbabilities(int count, Tensor probabilities, bool validate = true)
    {
        Check.NotNegative(nameof(count), count);
        return new(count, Bernoulli.FromProbabilities(probabilities, validate: validate).Logits, validate);
    }

    /// <summary>−Σ pₖ ln pₖ over the numbers k around np, about 12√n + 80 for each element, or over all.</summary>
    public override Tensor Entropy() => CountEntropy.Sum(LogDensity, Mean, Count / 4.0, Count);

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => FromLogits(Count, map(Logits), Validates);

    /// <inheritdoc/>
    protected override Tensor Draw(RandomStream rng, Shape sampleShape) =>
        HostDraws.Each(rng, SampledShape(sampleShape), (numbers, p, _) => BinomialDraw.Of(numbers, Count, p), Logits.StopGradient().Sigmoid());

    /// <summary>By <see cref="Deviance"/>s of successes and failures from their expectations; the powers of k, n − k and n are in them.</summary>
    protected override Tensor LogDensity(Tensor value)
    {
        var failures = Count - value;
        var expected = -value.Zip<Deviance>(Logits.Sigmoid() * Count) - failures.Zip<Deviance>(Logits.Negate().Sigmoid() * Count);
        return expected + Densities.LogFactorialRest(value.Like(Count)) - Densities.LogFactorialRest(value) - Densities.LogFactorialRest(failures);
    }
}
