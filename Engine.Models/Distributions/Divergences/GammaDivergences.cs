using Engine.Operations;

namespace Engine.Models;

/// <summary>KL(q‖p) of gamma distributions and of what is made of gamma variables.</summary>
internal static class GammaDivergences
{
    public static Tensor Gammas(Gamma q, Gamma p) => OfShapesAndRates(q.Concentration, q.Rate, p.Concentration, p.Rate);

    /// <summary>That of the reciprocals.</summary>
    public static Tensor InverseGammas(InverseGamma q, InverseGamma p) => OfShapesAndRates(q.Concentration, q.Scale, p.Concentration, p.Scale);

    public static Tensor ExponentialFromGamma(Exponential q, Gamma p) => OfShapesAndRates(q.Rate.Like(1), q.Rate, p.Concentration, p.Rate);

    public static Tensor GammaFromExponential(Gamma q, Exponential p) => OfShapesAndRates(q.Concentration, q.Rate, p.Rate.Like(1), p.Rate);

    /// <summary>The sum for the two shapes, as a divergence of their means, less the rest for their total.</summary>
    public static Tensor Betas(Beta q, Beta p)
    {
        var ratio = p.Total / q.Total;
        return p.First.Zip<Deviance>(q.First * ratio) + p.Second.Zip<Deviance>(q.Second * ratio)
            + Rest(q.First, p.First) + Rest(q.Second, p.Second) - Rest(q.Total, p.Total);
    }

    /// <summary>The same with K shapes.</summary>
    public static Tensor Dirichlets(Dirichlet q, Dirichlet p)
    {
        if (q.EventShape != p.EventShape) throw new ArgumentException($"The divergence of a {q} from a {p} is not defined: they have different numbers of classes.", nameof(p));
        var (totalQ, totalP) = (q.Concentration.Sum(-1, keepDims: true), p.Concentration.Sum(-1, keepDims: true));
        var shapes = p.Concentration.Zip<Deviance>(q.Concentration * (totalP / totalQ)) + Rest(q.Concentration, p.Concentration);
        return shapes.Sum(-1) - Rest(totalQ, totalP).Squeeze(-1);
    }

    /// <summary>D(α_p, α_q·r_p/r_q) + rest, with the <see cref="Deviance"/> D.</summary>
    private static Tensor OfShapesAndRates(Tensor shapeQ, Tensor rateQ, Tensor shapeP, Tensor rateP) =>
        shapeP.Zip<Deviance>(shapeQ * (rateP / rateQ)) + Rest(shapeQ, shapeP);

    /// <summary>
    /// ln Γ(b) − ln Γ(a) − (b − a)ψ(a), what the textbook's formulas are made of, less D(b, a): ½(t − 1 − ln t) + δ(b) − δ(a) − (b − a)δ′(a) with t = b/a and
    /// Stirling's error δ. Of convex functions: ≥ 0, and without numbers of a·ln a that cancel.
    /// </summary>
    private static Tensor Rest(Tensor a, Tensor b) =>
        0.5 * ScaleDivergences.Excess((b / a).Log()) + b.Map<StirlingError>() - a.Map<StirlingError>() - (b - a) * a.Map<SlopeOf<StirlingError>>();
}
