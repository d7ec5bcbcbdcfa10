namespace Engine.Models;

/// <summary>KL(q‖p) of distributions of vectors, and of distributions made of others.</summary>
internal static class VectorDivergences
{
    /// <summary>
    /// ½(‖M‖² + ‖L_p⁻¹(μ_q − μ_p)‖² − n) − ln det M with M = L_p⁻¹L_q, lower triangular: its diagonal mᵢ gives Σ (mᵢ² − 1 − ln mᵢ²), the rest its squares.
    /// </summary>
    public static Tensor Normals(MultivariateNormal q, MultivariateNormal p)
    {
        if (q.EventShape != p.EventShape) throw new ArgumentException($"The divergence of a {q} from a {p} is not defined: their vectors differ in length.", nameof(p));
        var ratio = p.ScaleTril.SolveTriangular(q.ScaleTril);
        var diagonal = ratio.Diagonal();
        var below = ratio * (1 - Tensor.Eye(q.EventShape[0], q.Device));
        var spread = ScaleDivergences.Excess(diagonal.Log() * 2).Sum(-1) + below.Square().Sum([-2, -1]);
        return 0.5 * (spread + p.Standardize(q.Mean).Square().Sum(-1));
    }

    /// <summary>The sum over the axes that are the event.</summary>
    public static Tensor Independents(Independent q, Independent p) => q.Axes == p.Axes ? Kl.Divergence(q.Inner, p.Inner).Sum(Events.Last(q.Axes))
        : throw new ArgumentException($"The divergence of a {q} from a {p} is not defined: {q.Axes} and {p.Axes} axes belong to the event.", nameof(p));

    /// <summary>That of what is transformed: a divergence does not change under a bijection.</summary>
    public static Tensor Transformeds(Transformed q, Transformed p) => q.Bijector.SameAs(p.Bijector) ? Kl.Divergence(q.Inner, p.Inner)
        : throw new NotSupportedException("There is no formula for the divergence of transformed distributions with different bijectors. Estimate it with Kl.MonteCarlo(q, p, samples, rng).");
}
