namespace Engine.Models;

/// <summary>Waiting time between events of a rate: of density λe^(−λx) for x ≥ 0.</summary>
public sealed class Exponential : Distribution
{
    /// <param name="rate">λ &gt; 0: events a unit of time.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Exponential(Tensor rate, bool validate = true) : base(rate.Shape, rate.Device, validate)
    {
        if (validate) Constraint.Positive.Check(nameof(rate), rate);
        Rate = rate;
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="Exponential(Tensor, bool)"/>
    public Exponential(double rate, Device? device = null) : this(Tensor.Of(rate, device)) { }

    /// <summary>λ &gt; 0: events a unit of time.</summary>
    public Tensor Rate { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.NonNegative;

    /// <summary>1/λ.</summary>
    public override Tensor Mean => Rate.Reciprocal();

    /// <summary>1/λ².</summary>
    public override Tensor Variance => Rate.Reciprocal().Square();

    /// <summary>ε/λ with ε of density e^(−ε).</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) => Noise.Exponential(rng, SampledShape(sampleShape), Device) / Rate;

    /// <summary>1 − e^(−λx).</summary>
    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value) => -(-Rate * value.Clamp(0, double.PositiveInfinity)).Expm1();

    /// <summary>−ln(1 − p)/λ.</summary>
    /// <inheritdoc/>
    public override Tensor Quantile(Tensor probability) => -(-probability).Log1p() / Rate;

    /// <summary>1 − ln λ.</summary>
    public override Tensor Entropy() => 1 - Rate.Log();

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Exponential(map(Rate), Validates);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => Rate.Log() - Rate * value;
}
