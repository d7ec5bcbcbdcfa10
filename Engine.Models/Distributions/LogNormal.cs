namespace Engine.Models;

/// <summary>exp of a normal variable: of density exp(−(ln x − μ)²/2σ²)/(xσ√(2π)) for x &gt; 0.</summary>
public sealed class LogNormal : Distribution
{
    /// <param name="location">μ, the mean of ln x.</param>
    /// <param name="scale">The standard deviation σ &gt; 0 of ln x. It broadcasts with the other.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public LogNormal(Tensor location, Tensor scale, bool validate = true)
        : base(Shape.Broadcast(location.Shape, scale.Shape), Check.SameDevice(nameof(LogNormal), location, scale), validate)
    {
        if (validate)
        {
            Constraint.Real.Check(nameof(location), location);
            Constraint.Positive.Check(nameof(scale), scale);
        }
        (Location, Scale) = (location, scale);
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="LogNormal(Tensor, Tensor, bool)"/>
    public LogNormal(double location, double scale, Device? device = null) : this(Tensor.Of(location, device), Tensor.Of(scale, device)) { }

    /// <summary>μ, the mean of ln x. As given: not broadcast.</summary>
    public Tensor Location { get; }

    /// <summary>The standard deviation σ &gt; 0 of ln x. As given: not broadcast.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Positive;

    /// <summary>exp(μ + σ²/2).</summary>
    public override Tensor Mean => (Location + Scale.Square() * 0.5).Exp();

    /// <summary>(exp σ² − 1)·exp(2μ + σ²).</summary>
    public override Tensor Variance => Scale.Square().Expm1() * (Location * 2 + Scale.Square()).Exp();

    /// <summary>exp(μ + σ·ε) with standard normal ε.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) => Logarithm.Rsample(rng, sampleShape).Exp();

    /// <summary>Φ((ln x − μ)/σ).</summary>
    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value) => Logarithm.Cdf(value.Clamp(0, double.PositiveInfinity).Log());

    /// <summary>exp(μ + σ·Φ⁻¹(p)).</summary>
    /// <inheritdoc/>
    public override Tensor Quantile(Tensor probability) => Logarithm.Quantile(probability).Exp();

    /// <summary>μ + ½ ln(2πe·σ²).</summary>
    public override Tensor Entropy() => Logarithm.Entropy() + Location;

    /// <summary>The distribution of ln x.</summary>
    internal Normal Logarithm => new(Location, Scale, validate: false);

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new LogNormal(map(Location), map(Scale), Validates);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => Logarithm.LogProb(value.Log()) - value.Log();
}
