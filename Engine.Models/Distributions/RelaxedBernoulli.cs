namespace Engine.Models;

/// <summary>
/// A Bernoulli variable made smooth: σ((logit + ε)/T) in (0, 1) with logistic ε, which tends to 0 or 1 as the temperature T falls.
/// Maddison, Mnih, Teh, arXiv:1611.00712; Jang, Gu, Poole, arXiv:1611.01144.
/// </summary>
public sealed class RelaxedBernoulli : Distribution
{
    /// <param name="temperature">T &gt; 0.</param>
    /// <param name="logits">ln(p/(1 − p)) of the Bernoulli variable; broadcasts.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public RelaxedBernoulli(Tensor temperature, Tensor logits, bool validate = true)
        : base(Shape.Broadcast(temperature.Shape, logits.Shape), Check.SameDevice(nameof(RelaxedBernoulli), temperature, logits), validate)
    {
        if (validate)
        {
            Constraint.Positive.Check(nameof(temperature), temperature);
            Constraint.Real.Check(nameof(logits), logits);
        }
        (Temperature, Logits) = (temperature, logits);
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="RelaxedBernoulli(Tensor, Tensor, bool)"/>
    public RelaxedBernoulli(double temperature, double logits, Device? device = null) : this(Tensor.Of(temperature, device), Tensor.Of(logits, device)) { }

    /// <summary>T, as given: not broadcast.</summary>
    public Tensor Temperature { get; }

    /// <summary>The logits as given: not broadcast.</summary>
    public Tensor Logits { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.UnitInterval;

    /// <inheritdoc/>
    public override Tensor Mean => throw Without("mean");

    /// <inheritdoc/>
    public override Tensor Variance => throw Without("variance");

    /// <summary>σ((logit + ε)/T), kept inside (0, 1).</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) =>
        Densities.InsideUnit(((Logits + Noise.Logistic(rng, SampledShape(sampleShape), Device)) / Temperature).Sigmoid());

    /// <summary>σ(T·logit(x) − logit).</summary>
    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value) => (Logit(Densities.InsideUnit(value)) * Temperature - Logits).Sigmoid();

    /// <inheritdoc/>
    public override Tensor Entropy() => throw Without("entropy");

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new RelaxedBernoulli(map(Temperature), map(Logits), Validates);

    /// <summary>ln T + d − 2 ln(1 + eᵈ) − ln x − ln(1 − x) with d = logit − T·ln(x/(1 − x)); at 0 and 1, of the nearest numbers inside.</summary>
    protected override Tensor LogDensity(Tensor value)
    {
        var x = Densities.InsideUnit(value);
        var d = Logits - Temperature * Logit(x);
        return Temperature.Log() + d - d.Softplus() * 2 - x.Log() - (-x).Log1p();
    }

    private static Tensor Logit(Tensor x) => x.Log() - (-x).Log1p();
}
