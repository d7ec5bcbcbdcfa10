using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>q(w) = N(μ, Σ), one normal for all weights of a layer together, which knows how they depend on each other.</summary>
public abstract class JointPosterior : Posterior
{
    private protected JointPosterior(Shape shape, Prior prior, Initializer mean)
    {
        Register("mean", shape, mean);
        Register("prior", prior.For(Mean));
    }

    /// <summary>q(w), of vectors [n]: the mean's elements in its order.</summary>
    public abstract Distribution Distribution { get; }

    /// <summary>w, of the mean's shape, and KL(q ‖ p) if the pass counts it.</summary>
    internal (Tensor Sample, Tensor? Divergence) Sample(BayesianPass pass)
    {
        var q = Distribution;
        var drawn = q.Rsample(pass).Reshape(Mean.Shape);
        var sample = pass.IsMirrored ? Mean * 2 - drawn : drawn;
        return (sample, pass.CountsDivergence ? Divergence(q, sample) : null);
    }

    /// <summary>
    /// KL(q ‖ Πpᵢ) = Σᵢ KL(qᵢ ‖ pᵢ) + ½(Σᵢ ln Σᵢᵢ − ln det Σ): what the marginals cost under any prior of independent weights, and what
    /// their dependence costs, the total correlation.
    /// </summary>
    private Tensor Divergence(Distribution q, Tensor sample)
    {
        if (Prior is JointPrior joint) return joint.Divergence(q);
        var deviation = q.Variance.Sqrt();
        var correlation = new Independent(new Normal(q.Mean, deviation, validate: false), 1).Entropy() - q.Entropy();
        return Prior.Divergence(Mean, NormalPosterior.InverseSoftplus(deviation).Reshape(Mean.Shape), () => sample) + correlation;
    }
}
