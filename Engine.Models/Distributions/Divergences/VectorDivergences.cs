namespace Engine.Models;

/// <summary>KL(q‖p) of distributions of vectors, and of distributions made of others.</summary>
internal static class VectorDivergences
{
    /// <summary>½(‖M‖² − n − 2 ln det M + ‖L_p⁻¹(μ_q − μ_p)‖²) with M = L_p⁻¹L_q, lower triangular.</summary>
    public static Tensor Normals(MultivariateNormal q, MultivariateNormal p)
    {
        CheckLengths(q, p, q.EventShape);
        return 0.5 * (SpreadOfTriangle(p.ScaleTril.SolveTriangular(q.ScaleTril)) + p.Standardize(q.Mean).Square().Sum(-1));
    }

    /// <summary>‖M‖² − n − 2 ln det M, which is ≥ 0: M's diagonal mᵢ gives Σ (mᵢ² − 1 − ln mᵢ²), the rest its squares.</summary>
    public static Tensor SpreadOfTriangle(Tensor m)
    {
        var below = m * (1 - Tensor.Eye(m.Shape[-1], m.Device));
        return ScaleDivergences.Excess(m.Diagonal().Log() * 2).Sum(-1) + below.Square().Sum([-2, -1]);
    }

    /// <summary>The sum over the axes that are the event.</summary>
    public static Tensor Independents(Independent q, Independent p) => q.Axes == p.Axes ? Kl.Divergence(q.Inner, p.Inner).Sum(Events.Last(q.Axes))
        : throw new ArgumentException($"The divergence of a {q} from a {p} is not defined: {q.Axes} and {p.Axes} axes belong to the event.", nameof(p));

    /// <summary>That of what is transformed: a divergence does not change under a bijection.</summary>
    public static Tensor Transformeds(Transformed q, Transformed p) => q.Bijector.SameAs(p.Bijector) ? Kl.Divergence(q.Inner, p.Inner)
        : throw new NotSupportedException("There is no formula for the divergence of transformed distributions with different bijectors. Estimate it with Kl.MonteCarlo(q, p, samples, rng).");

    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    public static void CheckLengths(Distribution q, Distribution p, Shape vectors)
    {
        if (vectors != p.EventShape) throw new ArgumentException($"The divergence of a {q} from a {p} is not defined: their vectors differ in length.", nameof(p));
    }
}
