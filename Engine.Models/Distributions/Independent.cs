namespace Engine.Models;

/// <summary>A distribution whose last batch axes are made part of the event: independent numbers with one log-probability together.</summary>
/// <remarks>So <c>new Independent(new Normal(mean, scale), 1)</c> is a normal distribution of vectors with diagonal covariance.</remarks>
public sealed class Independent : Distribution
{
    /// <param name="inner">The distribution, which checks its values itself.</param>
    /// <param name="axes">How many of its last batch axes become event axes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public Independent(Distribution inner, int axes)
        : base(Remaining(inner, axes), inner.Device, validate: false, Shape.Create(inner.Shape.AsSpan()[(inner.BatchShape.Rank - axes)..])) =>
        (Inner, Axes) = (inner, axes);

    /// <summary>The distribution whose draws these are.</summary>
    public Distribution Inner { get; }

    /// <summary>How many of its batch axes belong to the event.</summary>
    public int Axes { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => Inner.IsReparameterized;

    /// <inheritdoc/>
    public override Constraint Support => Inner.Support;

    /// <inheritdoc/>
    public override Tensor Mean => Inner.Mean;

    /// <inheritdoc/>
    public override Tensor Variance => Inner.Variance;

    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) => Inner.IsReparameterized ? Inner.Rsample(rng, sampleShape) : base.Rsample(rng, sampleShape);

    /// <inheritdoc/>
    public override Tensor Entropy() => Inner.Entropy().Sum(Events.Last(Axes));

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Independent(Inner.With(map), Axes);

    /// <inheritdoc/>
    protected override Tensor Draw(RandomStream rng, Shape sampleShape) => Inner.Sample(rng, sampleShape);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => Inner.LogProb(value, Events.Last(Axes));

    private static Shape Remaining(Distribution inner, int axes) => axes >= 0 && axes <= inner.BatchShape.Rank ? Events.Without(inner.BatchShape, axes)
        : throw new ArgumentOutOfRangeException(nameof(axes), axes, $"axes is {axes}; expected 0 to {inner.BatchShape.Rank}, the batch axes of {inner}.");
}
