using Engine.Operations;

namespace Engine.Models;

/// <summary>The magnitude of a normal variable of mean 0: of density √2/(σ√π)·exp(−x²/2σ²) for x ≥ 0.</summary>
public sealed class HalfNormal : Distribution
{
    /// <param name="scale">σ &gt; 0: the standard deviation of the normal variable.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public HalfNormal(Tensor scale, bool validate = true) : base(scale.Shape, scale.Device, validate)
    {
        if (validate) Constraint.Positive.Check(nameof(scale), scale);
        Scale = scale;
    }

    /// <summary>A single number's distribution.</summary>
    /// <inheritdoc cref="HalfNormal(Tensor, bool)"/>
    public HalfNormal(double scale, Device? device = null) : this(Tensor.Of(scale, device)) { }

    /// <summary>σ &gt; 0: the standard deviation of the normal variable.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.NonNegative;

    /// <summary>σ√(2/π).</summary>
    public override Tensor Mean => Scale * Math.Sqrt(2 / Math.PI);

    /// <summary>σ²(1 − 2/π).</summary>
    public override Tensor Variance => Scale.Square() * (1 - 2 / Math.PI);

    /// <summary>σ·|ε| with standard normal ε.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) => Scale * rng.Normal(SampledShape(sampleShape), Device).Abs();

    /// <summary>erf(x/(σ√2)).</summary>
    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value) => (value.Clamp(0, double.PositiveInfinity) / Scale * (1 / Math.Sqrt(2))).Erf();

    /// <summary>−σ·Φ⁻¹((1 − p)/2).</summary>
    /// <inheritdoc/>
    public override Tensor Quantile(Tensor probability) => -Scale * ((1 - probability) * 0.5).Map<NormalQuantile>();

    /// <summary>½ + ½ ln(πσ²/2).</summary>
    public override Tensor Entropy() => Scale.Log() + (0.5 + 0.5 * Math.Log(Math.PI / 2));

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new HalfNormal(map(Scale), Validates);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => -0.5 * (value / Scale).Square() - (Scale.Log() + 0.5 * Math.Log(Math.PI / 2));
}
