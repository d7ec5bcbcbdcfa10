namespace Engine.Models;

/// <summary>KL(q‖p) of gamma distributions and of what is made of gamma variables.</summary>
internal static class GammaDivergences
{
    public static Tensor Gammas(Gamma q, Gamma p) => OfShapesAndRates(q.Concentration, q.Rate, p.Concentration, p.Rate);

    /// <summary>That of the reciprocals.</summary>
    public static Tensor InverseGammas(InverseGamma q, InverseGamma p) => OfShapesAndRates(q.Concentration, q.Scale, p.Concentration, p.Scale);

    public static Tensor ExponentialFromGamma(Exponential q, Gamma p) => OfShapesAndRates(q.Rate.Like(1), q.Rate, p.Concentration, p.Rate);

    public static Tensor GammaFromExponential(Gamma q, Exponential p) => OfShapesAndRates(q.Concentration, q.Rate, p.Rate.Like(1), p.Rate);

    /// <summary>ln B(p) − ln B(q) + (a_q − a_p)ψ(a_q) + (b_q − b_p)ψ(b_q) + (a_p − a_q + b_p − b_q)ψ(a_q + b_q).</summary>
    public static Tensor Betas(Beta q, Beta p)
    {
        var (first, second) = (q.First - p.First, q.Second - p.Second);
        return p.LogNormalizer - q.LogNormalizer + first * q.First.Digamma() + second * q.Second.Digamma() - (first + second) * q.Total.Digamma();
    }

    /// <summary>ln B(α_p) − ln B(α_q) + Σ (α_q − α_p)(ψ(α_q) − ψ(Σα_q)).</summary>
    public static Tensor Dirichlets(Dirichlet q, Dirichlet p)
    {
        if (q.EventShape != p.EventShape) throw new ArgumentException($"The divergence of a {q} from a {p} is not defined: they have different numbers of classes.", nameof(p));
        var total = q.Concentration.Sum(-1, keepDims: true);
        var expected = ((q.Concentration - p.Concentration) * (q.Concentration.Digamma() - total.Digamma())).Sum(-1);
        return p.LogNormalizer - q.LogNormalizer + expected;
    }

    /// <summary>ln Γ(α_p) − ln Γ(α_q) + (α_q − α_p)(ψ(α_q) + t − 1) + α_p(t − 1 − ln t) with t = r_p/r_q.</summary>
    private static Tensor OfShapesAndRates(Tensor shapeQ, Tensor rateQ, Tensor shapeP, Tensor rateP)
    {
        var log = (rateP / rateQ).Log();
        return shapeP.LogGamma() - shapeQ.LogGamma() + (shapeQ - shapeP) * (shapeQ.Digamma() + log.Expm1()) + shapeP * ScaleDivergences.Excess(log);
    }
}
