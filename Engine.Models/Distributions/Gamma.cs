namespace Engine.Models;

/// <summary>The gamma distribution, of density rᵅxᵅ⁻¹e^(−rx)/Γ(α) for x ≥ 0.</summary>
public sealed class Gamma : Distribution
{
    /// <param name="concentration">The shape α &gt; 0.</param>
    /// <param name="rate">r &gt; 0, one over the scale. It broadcasts with the other.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public Gamma(Tensor concentration, Tensor rate, bool validate = true)
        : base(Shape.Broadcast(concentration.Shape, rate.Shape), Check.SameDevice(nameof(Gamma), concentration, rate), validate)
    {
        if (validate)
        {
            Constraint.Positive.Check(nameof(concentration), concentration);
            Constraint.Positive.Check(nameof(rate), rate);
        }
        (Concentration, Rate) = (concentration, rate);
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="Gamma(Tensor, Tensor, bool)"/>
    public Gamma(double concentration, double rate, Device? device = null) : this(Tensor.Of(concentration, device), Tensor.Of(rate, device)) { }

    /// <summary>The shape α &gt; 0. As given: not broadcast.</summary>
    public Tensor Concentration { get; }

    /// <summary>r &gt; 0, one over the scale. As given: not broadcast.</summary>
    public Tensor Rate { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.NonNegative;

    /// <summary>α/r.</summary>
    public override Tensor Mean => Concentration / Rate;

    /// <summary>α/r².</summary>
    public override Tensor Variance => Concentration / Rate.Square();

    /// <summary>g/r with g of unit rate, at least the smallest normal number; implicit gradients by the shape.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) =>
        LogSample(rng, SampledShape(sampleShape)).Exp().Maximum(Rate.Like(Densities.SmallestNormal(Device))) / Rate;

    /// <summary>α − ln r + ln Γ(α) + (1 − α)ψ(α).</summary>
    public override Tensor Entropy() =>
        (Densities.GammaEntropy(Concentration) - Rate.Log()).Expand(Shape);

    /// <summary>ln of draws of unit rate.</summary>
    private Tensor LogSample(RandomStream rng, Shape shape) => GammaLogarithm.Draw(rng, Concentration, shape);

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Gamma(map(Concentration), map(Rate), Validates);

    /// <summary>By <see cref="Densities.Power"/>, with the digits that large shapes need.</summary>
    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => Densities.Power(Concentration, Rate, value) - Densities.LogGammaRest(Concentration);
}
