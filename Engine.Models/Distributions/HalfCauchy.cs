using Engine.Operations;

namespace Engine.Models;

/// <summary>The magnitude of a Cauchy variable of median 0: of density 2/(πγ(1 + (x/γ)²)) for x ≥ 0.</summary>
public sealed class HalfCauchy : Distribution
{
    /// <param name="scale">γ &gt; 0, the median.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public HalfCauchy(Tensor scale, bool validate = true) : base(scale.Shape, scale.Device, validate)
    {
        if (validate) Constraint.Positive.Check(nameof(scale), scale);
        Scale = scale;
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="HalfCauchy(Tensor, bool)"/>
    public HalfCauchy(double scale, Device? device = null) : this(Tensor.Of(scale, device)) { }

    /// <summary>γ &gt; 0, the median.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.NonNegative;

    /// <summary>∞.</summary>
    public override Tensor Mean => Tensor.Full(Shape, double.PositiveInfinity, Device);

    /// <summary>NaN: ∞ − ∞.</summary>
    public override Tensor Variance => Tensor.Full(Shape, double.NaN, Device);

    /// <summary>γ·tan of a uniform angle.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) => Scale * Noise.HalfCauchy(rng, SampledShape(sampleShape), Device);

    /// <summary>2·arctan(x/γ)/π.</summary>
    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value) => (value.Clamp(0, double.PositiveInfinity) / Scale).Map<CauchyCdf>() * 2 - 1;

    /// <summary>γ·tan(πp/2).</summary>
    /// <inheritdoc/>
    public override Tensor Quantile(Tensor probability) => Scale * ((probability * (Math.PI / 2)).Sin() / ((1 - probability) * (Math.PI / 2)).Sin());

    /// <summary>ln 2πγ.</summary>
    public override Tensor Entropy() => Scale.Log() + Math.Log(2 * Math.PI);

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new HalfCauchy(map(Scale), Validates);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => -Cauchy.LogOnePlusSquare(value / Scale) - (Scale.Log() + Math.Log(Math.PI / 2));
}
