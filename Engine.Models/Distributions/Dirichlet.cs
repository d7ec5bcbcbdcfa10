namespace Engine.Models;

/// <summary>Probabilities of K classes, of density ∏ xₖ^(αₖ − 1)·Γ(Σα)/∏ Γ(αₖ): the last axis is the event.</summary>
public sealed class Dirichlet : Distribution
{
    /// <param name="concentration">α, [..., K]: numbers &gt; 0.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">There is no last axis, or a number is out of range.</exception>
    public Dirichlet(Tensor concentration, bool validate = true)
        : base(Events.Batch(nameof(concentration), concentration), concentration.Device, validate, [concentration.Shape[-1]])
    {
        if (validate) Constraint.Positive.Check(nameof(concentration), concentration);
        Concentration = concentration;
    }

    /// <summary>α, [..., K].</summary>
    public Tensor Concentration { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Simplex;

    /// <summary>αₖ/Σα.</summary>
    public override Tensor Mean => Concentration / Total;

    /// <summary>m(1 − m)/(Σα + 1) with the mean m.</summary>
    public override Tensor Variance => Mean * (1 - Mean) / (Total + 1);

    /// <summary>The softmax of ln g with gamma variables g of shapes αₖ, which small shapes do not underflow; implicit gradients.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) =>
        GammaLogarithm.Draw(rng, Concentration, SampledShape(sampleShape)).Softmax().Clamp(Densities.SmallestNormal(Device), 1);

    /// <summary>ln B(α) + (Σα − K)ψ(Σα) − Σ(αₖ − 1)ψ(αₖ), by the entropies of gamma variables.</summary>
    public override Tensor Entropy()
    {
        var total = Concentration.Sum(-1);
        return Densities.GammaEntropy(Concentration).Sum(-1) - Densities.GammaEntropy(total) - total.Digamma() * (Concentration.Shape[-1] - 1);
    }

    private Tensor Total => Concentration.Sum(-1, keepDims: true);

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Dirichlet(map(Concentration), Validates);

    /// <summary>As <see cref="Beta"/>'s, with a power for each class.</summary>
    protected override Tensor LogDensity(Tensor value) =>
        (Densities.Power(Concentration, Total, value) - Densities.LogGammaRest(Concentration)).Sum(-1) + Densities.LogGammaRest(Concentration.Sum(-1));
}
