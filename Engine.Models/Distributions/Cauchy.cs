using Engine.Operations;

namespace Engine.Models;

/// <summary>The Cauchy distribution, of density 1/(πγ(1 + z²)) with z = (x − x₀)/γ. It has no mean.</summary>
public sealed class Cauchy : Distribution
{
    /// <param name="location">x₀, the median.</param>
    /// <param name="scale">γ &gt; 0, half of the distance between the quartiles. It broadcasts with the other.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public Cauchy(Tensor location, Tensor scale, bool validate = true)
        : base(Shape.Broadcast(location.Shape, scale.Shape), Check.SameDevice(nameof(Cauchy), location, scale), validate)
    {
        if (validate)
        {
            Constraint.Real.Check(nameof(location), location);
            Constraint.Positive.Check(nameof(scale), scale);
        }
        (Location, Scale) = (location, scale);
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="Cauchy(Tensor, Tensor, bool)"/>
    public Cauchy(double location, double scale, Device? device = null) : this(Tensor.Of(location, device), Tensor.Of(scale, device)) { }

    /// <summary>x₀, the median. As given: not broadcast.</summary>
    public Tensor Location { get; }

    /// <summary>γ &gt; 0, half of the distance between the quartiles. As given: not broadcast.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Real;

    /// <summary>NaN: the integral does not converge.</summary>
    public override Tensor Mean => Tensor.Full(Shape, double.NaN, Device);

    /// <summary>NaN, as there is no mean.</summary>
    public override Tensor Variance => Tensor.Full(Shape, double.NaN, Device);

    /// <summary>x₀ + γ·tan of a uniform angle.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) =>
        Location + Scale * Noise.Cauchy(rng, SampledShape(sampleShape), Device);

    /// <summary>½ + arctan(z)/π.</summary>
    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value) => ((value - Location) / Scale).Map<CauchyCdf>();

    /// <summary>x₀ + γ·tan(π(p − ½)), whose cosine is sin πp.</summary>
    /// <inheritdoc/>
    public override Tensor Quantile(Tensor probability) => Location + Scale * (((probability - 0.5) * Math.PI).Sin() / (probability * Math.PI).Sin());

    /// <summary>ln 4πγ.</summary>
    public override Tensor Entropy() => (Scale.Log() + Math.Log(4 * Math.PI)).Expand(Shape);

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Cauchy(map(Location), map(Scale), Validates);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => -LogOnePlusSquare((value - Location) / Scale) - (Scale.Log() + Math.Log(Math.PI));

    /// <summary>ln(1 + z²), also where z² would overflow: 2·ln|z| + ln(1 + z⁻²).</summary>
    internal static Tensor LogOnePlusSquare(Tensor z)
    {
        var large = z.Abs().Clamp(1, double.PositiveInfinity);
        return Elementwise.Where(z.Abs().Less(1), z.Square().Log1p(), large.Log() * 2 + large.Reciprocal().Square().Log1p());
    }
}
