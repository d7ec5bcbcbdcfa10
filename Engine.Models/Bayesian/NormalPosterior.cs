using Engine.Lanes.Elementary;
using Engine.Models.Initialization;
using Engine.Operations;

namespace Engine.Models;

/// <summary>q(w) = Π N(μᵢ, σᵢ²), σ = softplus(ρ): independent normals for a tensor of weights, and the prior that they are measured against.</summary>
public sealed class NormalPosterior : Posterior
{
    /// <summary>Normals that start with equal deviations.</summary>
    /// <param name="shape">Of the weights.</param>
    /// <param name="prior">p(w).</param>
    /// <param name="mean">Of the means' first values.</param>
    /// <param name="deviation">σ of every weight at the start.</param>
    internal NormalPosterior(Shape shape, Prior prior, Initializer mean, double deviation)
    {
        Register("mean", shape, mean);
        Register("rho", shape, new Constant(InverseSoftplus(deviation)));
        Register("prior", prior.For(Mean));
    }

    /// <summary>Normals around weights that were trained: σ = deviation + relative·|μ|.</summary>
    internal NormalPosterior(Parameter trained, Prior prior, double deviation, double relative) : base(trained.Device)
    {
        Register("mean", trained.Shape, trained.Initializer).CopyFrom(trained);
        var rho = Register("rho", trained.Shape, new Constant(InverseSoftplus(deviation)));
        using (new Scope()) rho.CopyFrom(InverseSoftplus(trained.StopGradient().Abs() * relative + deviation));
        Register("prior", prior.For(Mean));
    }

    /// <summary>ρ.</summary>
    public Parameter Rho => GetParameter("rho");

    /// <summary>q(w), as a distribution of each weight.</summary>
    public Normal Distribution => new(Mean, Rho.Softplus(), validate: false);

    /// <summary>w, and KL(q ‖ p) if the pass counts it.</summary>
    internal (Tensor Sample, Tensor? Divergence) Sample(BayesianPass pass) =>
        pass.CountsDivergence ? Prior.Sample(Mean, Rho, pass)
        : (pass.Deviations is { } known ? Variational.SampleByDeviation(Mean, known.Of(this), pass) : pass.Sample(Mean, Rho), null);

    /// <summary>w for each network of a pass: [networks, ...].</summary>
    internal Tensor SampleMany(BayesianPass pass) => pass.SampleMany(Mean, pass.Deviations!.Of(this));

    /// <summary>σ², and KL(q ‖ p) if the pass counts it.</summary>
    internal (Tensor Variance, Tensor? Divergence) Variance(BayesianPass pass) =>
        pass.CountsDivergence ? Prior.Variance(Mean, Rho, pass) : (VarianceOf(Rho), null);

    /// <summary>softplus(ρ)².</summary>
    internal static Tensor VarianceOf(Tensor rho) => rho.Map<Then<Operations.Softplus, Square>>();

    /// <summary>ρ with ln(1 + e^ρ) = σ, for large and small σ alike: σ + ln(1 − e^(−σ)).</summary>
    internal static double InverseSoftplus(double deviation) => deviation + Math.Log(-DoubleFunctions.Expm1(-deviation));

    internal override Prior AsPrior()
    {
        using var scope = new Scope();
        return new WeightwisePrior(Mean, Rho.StopGradient().Softplus());
    }

    /// <inheritdoc cref="InverseSoftplus(double)"/>
    internal static Tensor InverseSoftplus(Tensor deviation) => deviation + (-(-deviation).Expm1()).Log();
}
