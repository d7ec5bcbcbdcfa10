namespace Engine.Models;

/// <summary>The normal distribution of vectors with covariance Σ = diag(d) + W·Wᵀ for a narrow W: the last axis is the event.</summary>
/// <remarks>Costs n·r² where <see cref="MultivariateNormal"/> costs n³: see <see cref="StructuredCovariance"/>.</remarks>
public sealed class LowRankNormal : Distribution
{
    private readonly Tensor mean;

    /// <param name="mean">μ, [..., n].</param>
    /// <param name="factor">W, [..., n, r].</param>
    /// <param name="diagonal">d, [..., n]: variances &gt; 0.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, the devices differ, or a number is out of range.</exception>
    public LowRankNormal(Tensor mean, Tensor factor, Tensor diagonal, bool validate = true)
        : base(Batch(mean, factor, diagonal), Check.SameDevice(nameof(LowRankNormal), mean, factor), validate, [factor.Shape[-2]])
    {
        Check.SameDevice(nameof(LowRankNormal), mean, diagonal);
        if (validate)
        {
            Constraint.Vectors.Check(nameof(mean), mean);
            Constraint.Real.Check(nameof(factor), factor);
            Constraint.Positive.Check(nameof(diagonal), diagonal);
        }
        (this.mean, Factor, CovarianceDiagonal) = (mean, factor, diagonal);
    }

    /// <summary>W, [..., n, r].</summary>
    public Tensor Factor { get; }

    /// <summary>d, [..., n]: the part of the covariance that is diagonal.</summary>
    public Tensor CovarianceDiagonal { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Vectors;

    /// <inheritdoc/>
    public override Tensor Mean => mean.Expand(Shape);

    /// <summary>The diagonal of Σ: d + Σ W².</summary>
    public override Tensor Variance => (CovarianceDiagonal + Factor.Square().Sum(-1)).Expand(Shape);

    /// <summary>μ + W·ε + √d·δ with standard normal ε and δ.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default)
    {
        var narrow = Shape.Create([.. sampleShape, .. BatchShape, Factor.Shape[-1]]);
        return mean + Columns.Multiply(Factor, rng.Normal(narrow, Device)) + CovarianceDiagonal.Sqrt() * rng.Normal(SampledShape(sampleShape), Device);
    }

    /// <summary>½n·ln(2πe) + ½ ln det Σ.</summary>
    public override Tensor Entropy() => (Covariance.HalfLogDeterminant + EventShape[0] * (0.5 + Densities.HalfLog2Pi)).Expand(BatchShape);

    /// <summary>Σ.</summary>
    internal StructuredCovariance Covariance => new(CovarianceDiagonal, Factor);

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new LowRankNormal(map(mean), map(Factor), map(CovarianceDiagonal), Validates);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value)
    {
        var covariance = Covariance;
        return -0.5 * covariance.SquaredDistance(value - mean) - (covariance.HalfLogDeterminant + EventShape[0] * Densities.HalfLog2Pi);
    }

    private static Shape Batch(Tensor mean, Tensor factor, Tensor diagonal)
    {
        if (factor.Rank < 2 || factor.Elements == 0) throw new ArgumentException($"factor has shape {factor.Shape}; expected [..., n, r] with n, r ≥ 1.", nameof(factor));
        foreach (var (name, vectors) in new[] { (nameof(mean), mean), (nameof(diagonal), diagonal) })
            if (vectors.Rank == 0 || vectors.Shape[-1] != factor.Shape[-2])
                throw new ArgumentException($"{name} has shape {vectors.Shape}; expected [..., {factor.Shape[-2]}] for a factor of shape {factor.Shape}.", name);
        return Shape.Broadcast(Events.Without(factor.Shape, 2), Shape.Broadcast(Events.Without(mean.Shape, 1), Events.Without(diagonal.Shape, 1)));
    }
}
