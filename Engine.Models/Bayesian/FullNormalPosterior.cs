using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>N(μ, L·Lᵀ) with any covariance: L has softplus(ρ) on its diagonal, n(n − 1)/2 numbers below and zeros above.</summary>
public sealed class FullNormalPosterior : JointPosterior
{
    internal FullNormalPosterior(Shape shape, Prior prior, Initializer mean, double deviation) : base(shape, prior, mean)
    {
        var n = Mean.Elements;
        Register("rho", [n], new Constant(NormalPosterior.InverseSoftplus(deviation)));
        Register("lower", [Math.Max(1, n * (n - 1) / 2)], new Zeros());      // one that nothing reads, if there is a single weight
    }

    /// <summary>ρ, [n].</summary>
    public Parameter Rho => GetParameter("rho");

    /// <summary>What is below the diagonal, row by row.</summary>
    public Parameter Lower => GetParameter("lower");

    /// <inheritdoc/>
    public override Distribution Distribution => MultivariateNormal.FromScaleTril(Mean.Reshape([Mean.Elements]), Factor(), validate: false);

    internal override Prior AsPrior()
    {
        using var scope = new Scope();
        return new JointPrior(Mean.Reshape([Mean.Elements]), Factor(), diagonal: null);
    }

    private Tensor Factor() => LowerTriangle.Of(Lower, Rho.Softplus());
}
