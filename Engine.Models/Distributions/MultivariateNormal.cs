namespace Engine.Models;

/// <summary>The normal distribution of vectors, of density exp(−½(x − μ)ᵀΣ⁻¹(x − μ))/√det(2πΣ): the last axis is the event.</summary>
/// <remarks>Everything is made of the factor L with Σ = L·Lᵀ. A diagonal Σ is cheaper as <see cref="Independent"/> of <see cref="Normal"/>.</remarks>
public sealed class MultivariateNormal : Distribution
{
    private readonly Tensor mean;

    private MultivariateNormal(Tensor mean, Tensor scaleTril, bool validate)
        : base(Shape.Broadcast(Events.Batch(nameof(mean), mean), Events.Without(scaleTril.Shape, 2)), Check.SameDevice(nameof(MultivariateNormal), mean, scaleTril), validate, [scaleTril.Shape[-1]]) =>
        (this.mean, ScaleTril) = (mean, scaleTril);

    /// <summary>L, lower triangular, [..., n, n].</summary>
    public Tensor ScaleTril { get; }

    /// <summary>Σ = L·Lᵀ, [..., n, n].</summary>
    public Tensor Covariance => ScaleTril.MatMul(ScaleTril, transposeB: true);

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Vectors;

    /// <inheritdoc/>
    public override Tensor Mean => mean.Expand(Shape);

    /// <summary>The diagonal of Σ.</summary>
    public override Tensor Variance => ScaleTril.Square().Sum(-1).Expand(Shape);

    /// <summary>ln of the diagonal of L, added up: half of ln det Σ.</summary>
    internal Tensor LogScale => ScaleTril.Diagonal().Log().Sum(-1);

    /// <summary>From the covariance, whose Cholesky factor is taken.</summary>
    /// <param name="mean">μ, [..., n].</param>
    /// <param name="covariance">Σ, [..., n, n], symmetric and positive definite.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, the devices differ, or a matrix is not such.</exception>
    public static MultivariateNormal FromCovariance(Tensor mean, Tensor covariance, bool validate = true)
    {
        CheckShapes(mean, nameof(covariance), covariance);
        if (validate)
        {
            Constraint.Vectors.Check(nameof(mean), mean);
            Constraint.PositiveDefinite.Check(nameof(covariance), covariance);
        }
        return new(mean, covariance.Cholesky(validate), validate);
    }

    /// <summary>From the factor L of the covariance L·Lᵀ.</summary>
    /// <param name="mean">μ, [..., n].</param>
    /// <param name="scaleTril">L, [..., n, n], lower triangular with a positive diagonal.</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>. Without it, what is above the diagonal is cut off.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, the devices differ, or a matrix is not such.</exception>
    public static MultivariateNormal FromScaleTril(Tensor mean, Tensor scaleTril, bool validate = true)
    {
        CheckShapes(mean, nameof(scaleTril), scaleTril);
        if (validate)
        {
            Constraint.Vectors.Check(nameof(mean), mean);
            Constraint.LowerCholesky.Check(nameof(scaleTril), scaleTril);
        }
        return new(mean, scaleTril.Tril(), validate);
    }

    /// <summary>μ + L·ε with standard normal ε.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) =>
        mean + Columns.Multiply(ScaleTril, rng.Normal(SampledShape(sampleShape), Device));

    /// <summary>½n·ln(2πe) + ½ ln det Σ.</summary>
    public override Tensor Entropy() => (LogScale + EventShape[0] * (0.5 + Densities.HalfLog2Pi)).Expand(BatchShape);

    /// <summary>L⁻¹(x − μ).</summary>
    internal Tensor Standardize(Tensor x) => Columns.Solve(ScaleTril, x - mean);

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => FromScaleTril(map(mean), map(ScaleTril), Validates);

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) =>
        -0.5 * Standardize(value).Square().Sum(-1) - (LogScale + EventShape[0] * Densities.HalfLog2Pi);

    private static void CheckShapes(Tensor mean, string argument, Tensor matrix)
    {
        if (matrix.Rank < 2 || matrix.Shape[-1] != matrix.Shape[-2] || matrix.Shape[-1] == 0)
            throw new ArgumentException($"{argument} has shape {matrix.Shape}; expected square matrices [..., n, n].", argument);
        if (mean.Rank == 0 || mean.Shape[-1] != matrix.Shape[-1])
            throw new ArgumentException($"mean has shape {mean.Shape}; expected [..., {matrix.Shape[-1]}] for {argument} of shape {matrix.Shape}.", nameof(mean));
    }
}
