using Engine.Models.Initialization;
using Engine.Operations;

namespace Engine.Models;

/// <summary>
/// q(w, z) = Π Bernoulli(zᵢ; λᵢ)·N(wᵢ; μᵢ, σᵢ²), λ = sigmoid(logit), for weights that are wᵢ if the gate zᵢ is 1 and exactly 0 if not; σ = softplus(ρ).
/// Titsias &amp; Lázaro-Gredilla, <i>Spike and Slab Variational Inference for Multi-Task and Multiple Kernel Learning</i>, NIPS 2011, §3.1.
/// </summary>
public sealed class GatedPosterior : Module
{
    private readonly double inclusion;
    private Distribution slab;

    /// <param name="shape">Of the weights.</param>
    /// <param name="inclusion">π, the prior probability of an open gate.</param>
    /// <param name="slab">p(wᵢ) behind an open gate.</param>
    /// <param name="mean">Of the means' first values.</param>
    /// <param name="deviation">σ at the start.</param>
    /// <param name="initialInclusion">λ at the start.</param>
    internal GatedPosterior(Shape shape, double inclusion, Distribution slab, Initializer mean, double deviation, double initialInclusion)
    {
        Register("mean", shape, mean);
        Register("rho", shape, new Constant(NormalPosterior.InverseSoftplus(deviation)));
        Register("logit", shape, new Constant(Math.Log(initialInclusion / (1 - initialInclusion))));
        (this.inclusion, this.slab) = (inclusion, slab);
    }

    /// <summary>μ.</summary>
    public Parameter Mean => GetParameter("mean");

    /// <summary>ρ.</summary>
    public Parameter Rho => GetParameter("rho");

    /// <summary>ln(λ/(1 − λ)).</summary>
    public Parameter Logit => GetParameter("logit");

    /// <summary>λ.</summary>
    public Tensor Inclusion => Logit.Sigmoid();

    /// <summary>E[zw] = λμ.</summary>
    internal Tensor WeightMean => Inclusion * Mean;

    /// <summary>Var[zw] = λσ² + λ(1 − λ)μ².</summary>
    internal Tensor WeightVariance => Inclusion * (NormalPosterior.VarianceOf(Rho) + (-Logit).Sigmoid() * Mean.Square());

    /// <summary>zw with gates that are open or not.</summary>
    internal Tensor Sample(BayesianPass pass)
    {
        var uniform = pass.Uniform(Mean.Shape, Device);
        var open = (pass.IsMirrored ? 1 - uniform : uniform).Less(Inclusion);
        return open * pass.Sample(Mean, Rho);
    }

    /// <summary>Σ KL(Bernoulli(λᵢ) ‖ Bernoulli(π)) + λᵢ·KL(N(μᵢ, σᵢ²) ‖ slab): behind a closed gate q is the slab, which costs nothing.</summary>
    internal Tensor Divergence()
    {
        var (open, closed) = (Inclusion, (-Logit).Sigmoid());
        var gates = open * (Logit.Map<LogSigmoid>() - Math.Log(inclusion)) + closed * ((-Logit).Map<LogSigmoid>() - Math.Log(1 - inclusion));
        return (gates + open * Kl.Divergence(new Normal(Mean, Rho.Softplus(), validate: false), slab)).Sum();
    }

    /// <inheritdoc/>
    protected override void Moved(Device device) => slab = slab.To(device);
}
