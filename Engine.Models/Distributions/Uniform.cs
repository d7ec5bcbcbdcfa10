namespace Engine.Models;

/// <summary>Equally likely anywhere from low to high.</summary>
public sealed class Uniform : Distribution
{
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The largest value, above the smallest. It broadcasts with the other.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public Uniform(Tensor low, Tensor high, bool validate = true)
        : base(Shape.Broadcast(low.Shape, high.Shape), Check.SameDevice(nameof(Uniform), low, high), validate)
    {
        if (validate)
        {
            Constraint.Real.Check(nameof(low), low);
            Constraint.Real.Check(nameof(high), high);
            Constraint.Positive.Check("high − low", (high - low).StopGradient());
        }
        (Low, High) = (low, high);
        Support = new BetweenConstraint(Low, High);
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="Uniform(Tensor, Tensor, bool)"/>
    public Uniform(double low, double high, Device? device = null) : this(Tensor.Of(low, device), Tensor.Of(high, device)) { }

    /// <summary>The smallest value. As given: not broadcast.</summary>
    public Tensor Low { get; }

    /// <summary>The largest value, above the smallest. As given: not broadcast.</summary>
    public Tensor High { get; }

    /// <inheritdoc/>
    public override Constraint Support { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Tensor Mean => (Low + High) * 0.5;

    /// <summary>(high − low)²/12.</summary>
    public override Tensor Variance => Width.Square() * (1.0 / 12);

    /// <summary>low + (high − low)·u with uniform u in [0, 1).</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) => Low + Width * rng.Uniform(SampledShape(sampleShape), Device);

    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value) => ((value - Low) / Width).Clamp(0, 1);

    /// <inheritdoc/>
    public override Tensor Quantile(Tensor probability) => Low + Width * probability;

    /// <summary>ln(high − low).</summary>
    public override Tensor Entropy() => Width.Log();

    /// <summary>high − low.</summary>
    internal Tensor Width => High - Low;

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Uniform(map(Low), map(High), Validates);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => Tensor.Zeros(Shape.Broadcast(value.Shape, Shape), Device) - Width.Log();
}
