namespace Engine.Models;

/// <summary>KL(q‖p) of normal distributions of vectors of which one covariance at least is diagonal, or that and of low rank.</summary>
internal static class StructuredDivergences
{
    public static Tensor LowRanks(LowRankNormal q, LowRankNormal p) => Structured(q, q.Mean, q.Covariance, p, p.Mean, p.Covariance);

    public static Tensor IndependentFromLowRank(Independent q, LowRankNormal p) => Structured(q, q.Mean, Diagonal(q), p, p.Mean, p.Covariance);

    public static Tensor LowRankFromIndependent(LowRankNormal q, Independent p) => Structured(q, q.Mean, q.Covariance, p, p.Mean, Diagonal(p));

    /// <summary>The last batch axis of q is read as the vector.</summary>
    public static Tensor NormalFromLowRank(Normal q, LowRankNormal p) => IndependentFromLowRank(Vectors(q, p), p);

    public static Tensor FullFromLowRank(MultivariateNormal q, LowRankNormal p) => FullFromStructured(q, p, p.Mean, p.Covariance);

    public static Tensor FullFromIndependent(MultivariateNormal q, Independent p) => FullFromStructured(q, p, p.Mean, Diagonal(p));

    public static Tensor LowRankFromFull(LowRankNormal q, MultivariateNormal p) => StructuredFromFull(q, q.Covariance, p);

    public static Tensor IndependentFromFull(Independent q, MultivariateNormal p) => StructuredFromFull(q, Diagonal(q), p);

    /// <summary>The last batch axis of q is read as the vector.</summary>
    public static Tensor NormalFromFull(Normal q, MultivariateNormal p) => IndependentFromFull(Vectors(q, p), p);

    private static Tensor Structured(Distribution q, Tensor meanQ, StructuredCovariance covarianceQ, Distribution p, Tensor meanP, StructuredCovariance covarianceP)
    {
        VectorDivergences.CheckLengths(q, p, q.EventShape);
        return 0.5 * (covarianceP.Spread(covarianceQ) + covarianceP.SquaredDistance(meanQ - meanP));
    }

    private static Tensor FullFromStructured(MultivariateNormal q, Distribution p, Tensor mean, StructuredCovariance covariance)
    {
        VectorDivergences.CheckLengths(q, p, q.EventShape);
        return 0.5 * (covariance.SpreadOfTriangle(q.ScaleTril) + covariance.SquaredDistance(q.Mean - mean));
    }

    private static Tensor StructuredFromFull(Distribution q, StructuredCovariance covariance, MultivariateNormal p)
    {
        VectorDivergences.CheckLengths(q, p, q.EventShape);
        return 0.5 * (covariance.SpreadFromTriangle(p.ScaleTril) + p.Standardize(q.Mean).Square().Sum(-1));
    }

    /// <summary>The covariance of independent normals that are vectors.</summary>
    private static StructuredCovariance Diagonal(Independent vectors) => vectors is { Inner: Normal, Axes: 1 } ? new(vectors.Variance, factor: null)
        : throw new NotSupportedException($"There is no formula for the divergence of Independent of {vectors.Axes} axes of {vectors.Inner.GetType().Name} from normal vectors or of these from it: only for 1 axis of Normal. Estimate it with Kl.MonteCarlo(q, p, samples, rng).");

    private static Independent Vectors(Normal q, Distribution p) => q.BatchShape.Rank > 0 && q.BatchShape[-1] == p.EventShape[0] ? new(q, 1)
        : throw new ArgumentException($"The divergence of a {q} from a {p} is not defined: a last batch axis of {p.EventShape[0]} would be read as vectors.", nameof(p));
}
