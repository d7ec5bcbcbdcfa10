namespace Engine.Models;

/// <summary>The logistic distribution, of distribution function σ((x − μ)/s).</summary>
public sealed class Logistic : Distribution
{
    /// <param name="location">μ.</param>
    /// <param name="scale">s &gt; 0; it broadcasts with the other.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public Logistic(Tensor location, Tensor scale, bool validate = true)
        : base(Shape.Broadcast(location.Shape, scale.Shape), Check.SameDevice(nameof(Logistic), location, scale), validate)
    {
        if (validate)
        {
            Constraint.Real.Check(nameof(location), location);
            Constraint.Positive.Check(nameof(scale), scale);
        }
        (Location, Scale) = (location, scale);
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="Logistic(Tensor, Tensor, bool)"/>
    public Logistic(double location, double scale, Device? device = null) : this(Tensor.Of(location, device), Tensor.Of(scale, device)) { }

    /// <summary>μ. As given: not broadcast.</summary>
    public Tensor Location { get; }

    /// <summary>s. As given: not broadcast.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Real;

    /// <inheritdoc/>
    public override Tensor Mean => Location.Expand(Shape);

    /// <summary>π²s²/3.</summary>
    public override Tensor Variance => (Scale.Square() * (Math.PI * Math.PI / 3)).Expand(Shape);

    /// <summary>μ + s·ln(u/(1 − u)).</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) => Location + Scale * Noise.Logistic(rng, SampledShape(sampleShape), Device);

    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value) => Standardize(value).Sigmoid();

    /// <summary>μ + s·ln(p/(1 − p)).</summary>
    /// <inheritdoc/>
    public override Tensor Quantile(Tensor probability) => Location + Scale * (probability.Log() - (-probability).Log1p());

    /// <summary>ln s + 2.</summary>
    public override Tensor Entropy() => (Scale.Log() + 2).Expand(Shape);

    /// <summary>(x − μ)/s.</summary>
    internal Tensor Standardize(Tensor x) => (x - Location) / Scale;

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Logistic(map(Location), map(Scale), Validates);

    /// <summary>ln σ(z) + ln σ(−z) − ln s.</summary>
    protected override Tensor LogDensity(Tensor value)
    {
        var z = Standardize(value);
        return z.LogSigmoid() + (-z).LogSigmoid() - Scale.Log();
    }
}
