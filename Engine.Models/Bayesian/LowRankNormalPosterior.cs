using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>N(μ, diag(softplus(ρ)²) + W·Wᵀ) with a W of few columns: the dependences that matter most, for n·(r + 2) numbers.</summary>
public sealed class LowRankNormalPosterior : JointPosterior
{
    internal LowRankNormalPosterior(Shape shape, Prior prior, Initializer mean, double deviation, int rank) : base(shape, prior, mean)
    {
        var n = Mean.Elements;
        Register("rho", [n], new Constant(NormalPosterior.InverseSoftplus(deviation)));
        // Zeros would be a saddle: where W is 0, its divergence has no slope, and its columns are alike.
        Register("factor", [n, rank], BoundedUniform.Within(deviation / Math.Sqrt(rank)));
    }

    /// <summary>ρ, [n].</summary>
    public Parameter Rho => GetParameter("rho");

    /// <summary>W, [n, r].</summary>
    public Parameter Factor => GetParameter("factor");

    /// <inheritdoc/>
    public override Distribution Distribution => new LowRankNormal(Mean.Reshape([Mean.Elements]), Factor, NormalPosterior.VarianceOf(Rho), validate: false);

    internal override Prior AsPrior()
    {
        using var scope = new Scope();
        return new JointPrior(Mean.Reshape([Mean.Elements]), Factor, NormalPosterior.VarianceOf(Rho));
    }
}
