namespace Engine.Models;

/// <summary>One over a gamma variable: of density bᵅx^(−α−1)e^(−b/x)/Γ(α) for x &gt; 0.</summary>
public sealed class InverseGamma : Distribution
{
    /// <param name="concentration">The shape α &gt; 0.</param>
    /// <param name="scale">b &gt; 0: the rate of the gamma variable. It broadcasts with the other.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public InverseGamma(Tensor concentration, Tensor scale, bool validate = true)
        : base(Shape.Broadcast(concentration.Shape, scale.Shape), Check.SameDevice(nameof(InverseGamma), concentration, scale), validate)
    {
        if (validate)
        {
            Constraint.Positive.Check(nameof(concentration), concentration);
            Constraint.Positive.Check(nameof(scale), scale);
        }
        (Concentration, Scale) = (concentration, scale);
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="InverseGamma(Tensor, Tensor, bool)"/>
    public InverseGamma(double concentration, double scale, Device? device = null) : this(Tensor.Of(concentration, device), Tensor.Of(scale, device)) { }

    /// <summary>The shape α &gt; 0. As given: not broadcast.</summary>
    public Tensor Concentration { get; }

    /// <summary>b &gt; 0: the rate of the gamma variable. As given: not broadcast.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Positive;

    /// <summary>b/(α − 1), ∞ for α ≤ 1.</summary>
    public override Tensor Mean => Densities.Where(Concentration.Greater(1).Expand(Shape), Scale / (Concentration - 1), double.PositiveInfinity);

    /// <summary>b²/((α − 1)²(α − 2)), ∞ for α ≤ 2.</summary>
    public override Tensor Variance =>
        Densities.Where(Concentration.Greater(2).Expand(Shape), (Scale / (Concentration - 1)).Square() / (Concentration - 2), double.PositiveInfinity);

    /// <summary>b/g with a gamma variable g of unit rate; implicit gradients by the shape.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) =>
        Scale * (-GammaLogarithm.Draw(rng, Concentration, SampledShape(sampleShape))).Exp();

    /// <summary>α + ln b + ln Γ(α) − (1 + α)ψ(α).</summary>
    public override Tensor Entropy() =>
        (Densities.GammaEntropy(Concentration) - Concentration.Digamma() * 2 + Scale.Log()).Expand(Shape);

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new InverseGamma(map(Concentration), map(Scale), Validates);

    /// <summary>The gamma density at 1/x, times 1/x².</summary>
    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) =>
        Densities.Power(Concentration, Scale, value.Reciprocal()) - Densities.LogGammaRest(Concentration) - value.Log() * 2;
}
