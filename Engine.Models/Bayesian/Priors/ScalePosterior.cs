using Engine.Models.Initialization;
using Engine.Operations;

namespace Engine.Models;

/// <summary>Positive scales λ with half-Cauchy priors and log-normal posteriors: ln λ ~ N(m, s²), s = softplus(ρ).</summary>
/// <remarks>
/// A half-Cauchy scale is one of λ²|c ~ InverseGamma(½, 1/c), c ~ InverseGamma(½, 1/b²) (Wand et al., Bayesian Analysis 6, 2011), and the best q(c) is
/// InverseGamma(1, E[λ⁻²] + 1/b²): with it everything has a closed form, and c needs no parameters.
/// </remarks>
public sealed class ScalePosterior : Module
{
    private readonly double bound;

    internal ScalePosterior(Shape shape, double bound, Device device) : base(device)
    {
        this.bound = bound;
        Register("mean", shape, new Zeros());
        Register("rho", shape, new Constant(NormalPosterior.InverseSoftplus(0.3)));
    }

    /// <summary>m: the median of λ is its exponential.</summary>
    public Parameter Mean => GetParameter("mean");

    /// <summary>ρ.</summary>
    public Parameter Rho => GetParameter("rho");

    /// <summary>ln E[λ⁻²] = −2m + 2s².</summary>
    internal Tensor LogInverseSquare => (NormalPosterior.VarianceOf(Rho) - Mean) * 2;

    /// <summary>
    /// Σ KL(q(λ)q(c) ‖ p(λ|c)p(c)) = Σ m + ln πb − ½ ln(8πe·s²) + ln(E[λ⁻²] + b⁻²): never less than KL(q(λ) ‖ half-Cauchy(b)), and the same for small s.
    /// </summary>
    internal Tensor Divergence()
    {
        var logInverse = LogInverseSquare;
        var (logOfBound, constant) = (-2 * Math.Log(bound), Math.Log(Math.PI * bound) - 0.5 * Math.Log(8 * Math.PI * Math.E));
        var logSum = (logInverse - logOfBound).Softplus() + logOfBound;      // ln(e^a + e^b) without overflow
        return (Mean - Rho.Map<LogSoftplus>() + logSum + constant).Sum();
    }
}
