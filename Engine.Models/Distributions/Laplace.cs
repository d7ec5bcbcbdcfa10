namespace Engine.Models;

/// <summary>The Laplace distribution, of density exp(−|x − μ|/b)/2b.</summary>
public sealed class Laplace : Distribution
{
    /// <param name="location">μ.</param>
    /// <param name="scale">b &gt; 0: the mean distance from μ. It broadcasts with the other.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public Laplace(Tensor location, Tensor scale, bool validate = true)
        : base(Shape.Broadcast(location.Shape, scale.Shape), Check.SameDevice(nameof(Laplace), location, scale), validate)
    {
        if (validate)
        {
            Constraint.Real.Check(nameof(location), location);
            Constraint.Positive.Check(nameof(scale), scale);
        }
        (Location, Scale) = (location, scale);
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="Laplace(Tensor, Tensor, bool)"/>
    public Laplace(double location, double scale, Device? device = null) : this(Tensor.Of(location, device), Tensor.Of(scale, device)) { }

    /// <summary>μ. As given: not broadcast.</summary>
    public Tensor Location { get; }

    /// <summary>b &gt; 0: the mean distance from μ. As given: not broadcast.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Real;

    /// <inheritdoc/>
    public override Tensor Mean => Location.Expand(Shape);

    /// <summary>2b².</summary>
    public override Tensor Variance => (Scale.Square() * 2).Expand(Shape);

    /// <summary>μ + b·ε with ε of density ½e^(−|ε|).</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) =>
        Location + Scale * Noise.Laplace(rng, SampledShape(sampleShape), Device);

    /// <summary>½e^z for z = (x − μ)/b ≤ 0, else 1 − ½e⁻ᶻ.</summary>
    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value)
    {
        var z = (value - Location) / Scale;
        var tail = (-z.Abs()).Exp() * 0.5;
        return Elementwise.Where(z.LessOrEqual(0), tail, 1 - tail);
    }

    /// <summary>μ + b·ln 2p for p ≤ ½, else μ − b·ln 2(1 − p).</summary>
    /// <inheritdoc/>
    public override Tensor Quantile(Tensor probability)
    {
        var lower = probability.LessOrEqual(0.5);
        var log = (Elementwise.Where(lower, probability, 1 - probability) * 2).Log();
        return Location + Scale * Elementwise.Where(lower, log, -log);
    }

    /// <summary>1 + ln 2b.</summary>
    public override Tensor Entropy() => (Scale.Log() + (1 + Math.Log(2))).Expand(Shape);

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Laplace(map(Location), map(Scale), Validates);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => -((value - Location) / Scale).Abs() - (Scale.Log() + Math.Log(2));
}
