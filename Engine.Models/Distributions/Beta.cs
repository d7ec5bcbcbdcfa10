namespace Engine.Models;

/// <summary>The beta distribution, of density xᵃ⁻¹(1 − x)ᵇ⁻¹/B(a, b) for x in [0, 1].</summary>
public sealed class Beta : Distribution
{
    /// <param name="first">a &gt; 0.</param>
    /// <param name="second">b &gt; 0. It broadcasts with the other.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public Beta(Tensor first, Tensor second, bool validate = true)
        : base(Shape.Broadcast(first.Shape, second.Shape), Check.SameDevice(nameof(Beta), first, second), validate)
    {
        if (validate)
        {
            Constraint.Positive.Check(nameof(first), first);
            Constraint.Positive.Check(nameof(second), second);
        }
        (First, Second) = (first, second);
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="Beta(Tensor, Tensor, bool)"/>
    public Beta(double first, double second, Device? device = null) : this(Tensor.Of(first, device), Tensor.Of(second, device)) { }

    /// <summary>a &gt; 0. As given: not broadcast.</summary>
    public Tensor First { get; }

    /// <summary>b &gt; 0. As given: not broadcast.</summary>
    public Tensor Second { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.UnitInterval;

    /// <summary>a/(a + b).</summary>
    public override Tensor Mean => First / Total;

    /// <summary>ab/((a + b)²(a + b + 1)).</summary>
    public override Tensor Variance => First / Total * (Second / Total) / (Total + 1);

    /// <summary>σ(ln g − ln h) with gamma variables g and h of shapes a and b, kept inside (0, 1); implicit gradients.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default)
    {
        var shape = SampledShape(sampleShape);
        return Densities.InsideUnit((GammaLogarithm.Draw(rng, First, shape) - GammaLogarithm.Draw(rng, Second, shape)).Sigmoid());
    }

    /// <summary>ln B(a, b) − (a − 1)ψ(a) − (b − 1)ψ(b) + (a + b − 2)ψ(a + b), by the entropies of gamma variables.</summary>
    public override Tensor Entropy() =>
        Densities.GammaEntropy(First) + Densities.GammaEntropy(Second) - Densities.GammaEntropy(Total) - Total.Digamma();

    /// <summary>a + b.</summary>
    internal Tensor Total => First + Second;

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Beta(map(First), map(Second), Validates);

    /// <summary>By <see cref="Densities.Power"/>, with the digits that large parameters need: a·ln a + b·ln b − (a + b)·ln(a + b) is in the powers.</summary>
    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) =>
        Densities.Power(First, Total, value) - Densities.LogGammaRest(First)
        + Densities.Power(Second, Total, 1 - value) - Densities.LogGammaRest(Second) + Densities.LogGammaRest(Total);
}
