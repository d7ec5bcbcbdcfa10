using Engine.Operations;

namespace Engine.Models;

/// <summary>The normal distribution, of density exp(−(x − μ)²/2σ²)/√(2πσ²).</summary>
public sealed class Normal : Distribution
{
    private static readonly double halfLog2Pi = 0.5 * Math.Log(2 * Math.PI);

    private readonly Tensor mean;

    /// <param name="mean">μ.</param>
    /// <param name="scale">The standard deviation σ &gt; 0; broadcasts with the mean.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public Normal(Tensor mean, Tensor scale, bool validate = true) : this(validate, mean, scale)
    {
        if (!validate) return;
        Constraint.Real.Check(nameof(mean), mean);
        Constraint.Positive.Check(nameof(scale), scale);
    }

    /// <summary>The same standard deviation everywhere.</summary>
    /// <inheritdoc cref="Normal(Tensor, Tensor, bool)"/>
    public Normal(Tensor mean, double scale, bool validate = true) : this(mean, mean.Like(scale), validate) { }

    /// <summary>A single number's distribution.</summary>
    /// <param name="mean">μ.</param>
    /// <param name="scale">The standard deviation σ &gt; 0.</param>
    /// <param name="device"><see cref="Device.Cpu"/> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Normal(double mean, double scale, Device? device = null)
        : this(true, Number(Require.Finite(mean, nameof(mean)), device), Number(Require.Positive(Rounded(scale, device), nameof(scale)), device)) { }

    /// <summary>From parameters that are known to be right.</summary>
    private Normal(bool validate, Tensor mean, Tensor scale)
        : base(Shape.Broadcast(mean.Shape, scale.Shape), Check.SameDevice(nameof(Normal), mean, scale), validate) => (this.mean, Scale) = (mean, scale);

    /// <summary>The standard deviation σ as given: not broadcast.</summary>
    public Tensor Scale { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Real;

    /// <inheritdoc/>
    public override Tensor Mean => mean.Expand(Shape);

    /// <inheritdoc/>
    public override Tensor Variance => Scale.Square().Expand(Shape);

    /// <summary>μ + σ·ε with standard normal ε.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) => At(mean, Scale, rng, sampleShape);

    /// <summary>½ ln(2πe·σ²).</summary>
    public override Tensor Entropy() => (Scale.Log() + (0.5 + halfLog2Pi)).Expand(Shape);

    /// <summary>½erfc(−z/√2) with z = (x − μ)/σ.</summary>
    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value) => StandardCdf(Standardize(value));

    /// <summary>ln Cdf, finite far below where Cdf rounds to 0: −20.7368 at −6, −804.6 at −40.</summary>
    /// <param name="value">Any numbers whose shape broadcasts with <see cref="Distribution.Shape"/>.</param>
    public Tensor LogCdf(Tensor value) => Standardize(value).Map<LogNormalCdf>();

    /// <summary>μ + σ·Φ⁻¹(p).</summary>
    /// <inheritdoc/>
    public override Tensor Quantile(Tensor probability) => mean + Scale * probability.Map<NormalQuantile>();

    /// <summary>Φ(z).</summary>
    internal static Tensor StandardCdf(Tensor z) => (z * (-1 / Math.Sqrt(2))).Erfc() * 0.5;

    /// <summary>(x − μ)/σ.</summary>
    internal Tensor Standardize(Tensor x) => (x - mean) / Scale;

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Normal(map(mean), map(Scale), Validates);

    /// <inheritdoc/>
    protected override Tensor Draw(RandomStream rng, Shape sampleShape) => At(mean.StopGradient(), Scale.StopGradient(), rng, sampleShape);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => -0.5 * Standardize(value).Square() - (Scale.Log() + halfLog2Pi);

    /// <summary>Over the last axes, all in one pass: the squares of all values, and the normalizers only once for those that share a scale.</summary>
    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value, Axes axes)
    {
        var shape = Shape.Broadcast(value.Shape, Shape);
        var last = axes.Of(shape).Length;
        var line = shape.AsSpan()[(shape.Rank - last)..];
        var ownScales = Scale.Rank >= last && Scale.Shape.AsSpan()[(Scale.Rank - last)..].SequenceEqual(line);
        if (last == 0 || axes.Of(shape)[0] != shape.Rank - last || !ownScales && Scale.Rank > 0) return base.LogDensity(value, axes);
        var squares = Standardize(value).ZipSum<SquaredDifference>(Tensor.Zeros(Shape.Create(line), Device), axes);
        var normalizer = Scale.Log() + halfLog2Pi;
        return -0.5 * squares - (ownScales ? normalizer.Sum(Events.Last(last)) : normalizer * shape.Product(shape.Rank - last, shape.Rank));
    }

    /// <summary>Made on the device itself: nothing is copied there, and nothing read back.</summary>
    private static Tensor Number(double value, Device? device) => Tensor.Full([], value, device);

    /// <summary>What the device will hold: a deviation may be positive in double and 0 in float.</summary>
    private static double Rounded(double value, Device? device) => (device ?? Device.Cpu).ElementBytes == sizeof(float) ? (float)value : value;

    private Tensor At(Tensor mean, Tensor scale, RandomStream rng, Shape sampleShape) =>
        mean + scale * rng.Normal(SampledShape(sampleShape), Device);
}
