using Engine.Operations;

namespace Engine.Models;

/// <summary>
/// A logistic variable rounded to the nearest of the levels 0, 1/n, …, 1, such as the 256 of a pixel; the outer levels take the tails. Kingma et al.,
/// arXiv:1606.04934, sec. 5; Salimans et al., <i>PixelCNN++</i>, arXiv:1701.05517, eq. 2.
/// </summary>
/// <remarks>
/// σ(u) − σ(v) = σ(u)·σ(−v)·(1 − e^(v − u)) for the two edges of a level: a product, so its logarithm is right where both σ round to the same.
/// </remarks>
public sealed class DiscretizedLogistic : Distribution
{
    private readonly Logistic continuous;

    /// <param name="location">μ, where the levels are from 0 to 1.</param>
    /// <param name="scale">s &gt; 0; it broadcasts with the other.</param>
    /// <param name="levels">n + 1, at least 2.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, the devices differ, or a number is out of range.</exception>
    public DiscretizedLogistic(Tensor location, Tensor scale, int levels = 256, bool validate = true) : this(new Logistic(location, scale, validate), levels) { }

    private DiscretizedLogistic(Logistic continuous, int levels) : base(continuous.Shape, continuous.Device, continuous.Validates)
    {
        if (levels < 2) throw new ArgumentOutOfRangeException(nameof(levels), levels, $"levels must be at least 2, not {levels}.");
        (this.continuous, Levels) = (continuous, levels);
    }

    /// <summary>n + 1.</summary>
    public int Levels { get; }

    /// <summary>μ. As given: not broadcast.</summary>
    public Tensor Location => continuous.Location;

    /// <summary>s. As given: not broadcast.</summary>
    public Tensor Scale => continuous.Scale;

    /// <inheritdoc/>
    public override Constraint Support => LevelsOf(Levels);

    /// <summary>Σ P(X ≥ k/n)/n.</summary>
    public override Tensor Mean => Location.Expand(Shape).Zip(Scale.Expand(Shape), new DiscretizedLogisticMean(Steps));

    /// <summary>Σ p(k/n)·(k/n − m)².</summary>
    public override Tensor Variance => (LogProbabilities.Exp() * (Values - Mean.Unsqueeze(-1)).Square()).Sum(-1);

    /// <summary>ln p of each level, [..., levels].</summary>
    private Tensor LogProbabilities => new DiscretizedLogistic(OfLevels(Location), OfLevels(Scale), Levels, validate: false).LogDensity(Values);

    private Tensor Values => Tensor.Arange(Levels, Device) / Steps;

    private int Steps => Levels - 1;

    /// <summary>Numbers that are multiples of 1/n, to a thousandth of it: room for the rounding of float.</summary>
    internal static Constraint LevelsOf(int levels)
    {
        var n = levels - 1;
        return new ElementConstraint(x => x >= 0 && x <= 1 && Math.Abs(x * n - Math.Round(x * n)) < 1e-3, $"multiples of 1/{n} from 0 to 1");
    }

    /// <summary>−Σ p ln p over the levels.</summary>
    public override Tensor Entropy() => LogProbabilities.Map<EntropyTerm>().Sum(-1);

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new DiscretizedLogistic((Logistic)continuous.With(map), Levels);

    /// <inheritdoc/>
    protected override Tensor Draw(RandomStream rng, Shape sampleShape) =>
        (continuous.Sample(rng, sampleShape) * Steps + 0.5).Floor().Clamp(0, Steps) / Steps;

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value)
    {
        var half = 0.5 / Steps;
        var belowUpper = continuous.Standardize(value + half).LogSigmoid();
        var aboveLower = (-continuous.Standardize(value - half)).LogSigmoid();
        var between = belowUpper + aboveLower + (-(-1.0 / Steps / Scale).Expm1()).Log();
        return Elementwise.Where(value.Less(half), belowUpper, Elementwise.Where(value.Greater(1 - half), aboveLower, between));
    }

    private Tensor OfLevels(Tensor parameter) => parameter.Expand(Shape).Unsqueeze(-1);
}
