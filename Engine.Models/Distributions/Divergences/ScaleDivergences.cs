using Engine.Operations;

namespace Engine.Models;

/// <summary>KL(q‖p) of families with a location or a scale. t − 1 − ln t ≥ 0 is the common part, and keeps its digits near t = 1.</summary>
internal static class ScaleDivergences
{
    /// <summary>½(t − 1 − ln t + (μ_q − μ_p)²/σ_p²) with t = (σ_q/σ_p)².</summary>
    public static Tensor Normals(Normal q, Normal p) => 0.5 * (Excess((q.Scale / p.Scale).Log() * 2) + p.Standardize(q.Mean).Square());

    /// <summary>That of the logarithms: a divergence does not change under a bijection.</summary>
    public static Tensor LogNormals(LogNormal q, LogNormal p) => Normals(q.Logarithm, p.Logarithm);

    /// <summary>½(t − 1 − ln t) with t = (σ_q/σ_p)²: the factor 2 in both densities cancels.</summary>
    public static Tensor HalfNormals(HalfNormal q, HalfNormal p) => 0.5 * Excess((q.Scale / p.Scale).Log() * 2);

    /// <summary>t − 1 − ln t + t(e⁻ᵘ − 1 + u) with t = b_q/b_p and u = |μ_q − μ_p|/b_q.</summary>
    public static Tensor Laplaces(Laplace q, Laplace p)
    {
        var t = q.Scale / p.Scale;
        var u = (q.Location - p.Location).Abs() / q.Scale;
        return Excess(t.Log()) + t * ((-u).Expm1() + u);
    }

    /// <summary>ln(1 + ((γ_q − γ_p)² + (x_q − x_p)²)/(4γ_qγ_p)). Chyzak and Nielsen, arXiv:1905.10965.</summary>
    public static Tensor Cauchys(Cauchy q, Cauchy p) =>
        (OverScales(q.Scale - p.Scale, q.Scale, p.Scale) + OverScales(q.Location - p.Location, q.Scale, p.Scale)).Log1p();

    /// <summary>That of Cauchy variables of median 0: the factor 2 in both densities cancels.</summary>
    public static Tensor HalfCauchys(HalfCauchy q, HalfCauchy p) => OverScales(q.Scale - p.Scale, q.Scale, p.Scale).Log1p();

    /// <summary>d²/(4ab) as a product of ratios: d² would underflow for small scales.</summary>
    private static Tensor OverScales(Tensor d, Tensor a, Tensor b) => d / a * (d / b) * 0.25;

    /// <summary>t − 1 − ln t with t = λ_p/λ_q.</summary>
    public static Tensor Exponentials(Exponential q, Exponential p) => Excess((p.Rate / q.Rate).Log());

    /// <summary>ln of the ratio of the widths; ∞ where q is not inside p.</summary>
    public static Tensor Uniforms(Uniform q, Uniform p)
    {
        var inside = p.Low.LessOrEqual(q.Low) * q.High.LessOrEqual(p.High);
        var log = (p.Width / q.Width).Log();
        return Densities.Where(inside, log, double.PositiveInfinity);
    }

    /// <summary>ln(2b/σ) − ½ ln(2πe) + E|x − m|/b with E|x − m| = σ(√(2/π)·e^(−d²/2) + d·erf(d/√2)), d = (μ − m)/σ: at least 0.048, never 0.</summary>
    public static Tensor NormalFromLaplace(Normal q, Laplace p)
    {
        var d = q.Standardize(p.Location);
        var distance = (d.Square() * -0.5).Exp() * Math.Sqrt(2 / Math.PI) + d * (d * (1 / Math.Sqrt(2))).Erf();
        var ratio = q.Scale / p.Scale;
        return ratio * distance - ratio.Log() + (Math.Log(2) - 0.5 - Densities.HalfLog2Pi);
    }

    /// <summary>Any q of known entropy H, mean m and variance v: −H + ln σ + ½ ln 2π + (v + (m − μ)²)/2σ².</summary>
    public static Tensor FromNormal(Distribution q, Normal p) =>
        0.5 * (q.Variance / p.Scale.Square() + p.Standardize(q.Mean).Square()) + p.Scale.Log() + Densities.HalfLog2Pi - q.Entropy();

    /// <summary>eʳ − 1 − r for r = ln t.</summary>
    public static Tensor Excess(Tensor logRatio) => logRatio.Like(0).Zip<RelativeEntropyTerm>(logRatio);
}
