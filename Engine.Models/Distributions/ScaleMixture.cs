namespace Engine.Models;

/// <summary>
/// Two normal distributions of mean 0, a wide and a narrow one: of density π·N(x; 0, σ₁²) + (1 − π)·N(x; 0, σ₂²). As a prior of weights
/// it lets most be nearly 0 and few be large. Blundell et al., arXiv:1505.05424, §3.3.
/// </summary>
public sealed class ScaleMixture : Distribution
{
    /// <param name="weight">π, above 0 and below 1.</param>
    /// <param name="first">σ₁ &gt; 0; broadcasts.</param>
    /// <param name="second">σ₂ &gt; 0; broadcasts.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public ScaleMixture(Tensor weight, Tensor first, Tensor second, bool validate = true)
        : base(Shape.Broadcast(weight.Shape, Shape.Broadcast(first.Shape, second.Shape)), Check.SameDevice(nameof(ScaleMixture), weight, first), validate)
    {
        Check.SameDevice(nameof(ScaleMixture), weight, second);
        if (validate)
        {
            Constraint.OpenUnitInterval.Check(nameof(weight), weight);
            Constraint.Positive.Check(nameof(first), first);
            Constraint.Positive.Check(nameof(second), second);
        }
        (Weight, First, Second) = (weight, first, second);
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="ScaleMixture(Tensor, Tensor, Tensor, bool)"/>
    public ScaleMixture(double weight, double first, double second, Device? device = null)
        : this(Tensor.Of(weight, device), Tensor.Of(first, device), Tensor.Of(second, device)) { }

    /// <summary>π, as given: not broadcast.</summary>
    public Tensor Weight { get; }

    /// <summary>σ₁, as given: not broadcast.</summary>
    public Tensor First { get; }

    /// <summary>σ₂, as given: not broadcast.</summary>
    public Tensor Second { get; }

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Real;

    /// <summary>0.</summary>
    public override Tensor Mean => Tensor.Zeros(Shape, Device);

    /// <summary>πσ₁² + (1 − π)σ₂².</summary>
    public override Tensor Variance => Weight * First.Square() + (1 - Weight) * Second.Square();

    /// <summary>πΦ(x/σ₁) + (1 − π)Φ(x/σ₂).</summary>
    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value) => Weight * Normal.StandardCdf(value / First) + (1 - Weight) * Normal.StandardCdf(value / Second);

    /// <inheritdoc/>
    public override Tensor Entropy() => throw Without("entropy");

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new ScaleMixture(map(Weight), map(First), map(Second), Validates);

    /// <inheritdoc/>
    protected override Tensor Draw(RandomStream rng, Shape sampleShape)
    {
        var shape = SampledShape(sampleShape);
        var chosen = rng.Bernoulli(Weight.StopGradient().Expand(shape), validate: false);
        return (rng.Normal(shape, Device) * Elementwise.Where(chosen, First.Expand(shape), Second.Expand(shape))).StopGradient();
    }

    /// <summary>a + ln(1 + e^(b − a)), a and b the weighted logarithms of the two densities: neither has to be representable.</summary>
    protected override Tensor LogDensity(Tensor value)
    {
        var a = Part(value, First, Weight.Log());
        var b = Part(value, Second, (-Weight).Log1p());
        return Elementwise.Where(a.Greater(double.NegativeInfinity), a + (b - a).Softplus(), b);      // both may be −∞, and their difference NaN
    }

    private static Tensor Part(Tensor x, Tensor scale, Tensor logWeight) =>
        -0.5 * (x / scale).Square() + (logWeight - scale.Log() - Densities.HalfLog2Pi);
}
