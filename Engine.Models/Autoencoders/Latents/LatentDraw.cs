namespace Engine.Models;

/// <summary>A sample of one layer of latent variables, with the distributions that it is judged by.</summary>
/// <param name="posterior">q(z|x): of numbers, [..., batch, latent], or of vectors of length latent, [..., batch].</param>
/// <param name="prior">p(z), or p(z| what is above): of the same kind as the posterior.</param>
/// <param name="z">Drawn from the posterior, [samples..., batch, latent].</param>
/// <param name="priorFromSample">Whether the prior was made from what was itself drawn from z: then their divergence at this sample is not that of the layer.</param>
public sealed class LatentDraw(Distribution posterior, Distribution prior, Tensor z, bool priorFromSample = false)
{
    /// <summary>q(z|x).</summary>
    public Distribution Posterior { get; } = posterior;

    /// <summary>p(z).</summary>
    public Distribution Prior { get; } = prior;

    /// <summary>The sample, [samples..., batch, latent].</summary>
    public Tensor Z { get; } = z;

    /// <summary>ln p(z), [samples..., batch].</summary>
    public Tensor LogPrior => LogProb(Prior);

    /// <summary>ln q(z|x), [samples..., batch].</summary>
    public Tensor LogPosterior => LogProb(Posterior);

    /// <summary>KL(q(z|x) ‖ p(z)) in closed form, [..., batch].</summary>
    /// <exception cref="NotSupportedException">There is no formula for this pair of distributions, or the prior depends on the sample.</exception>
    public Tensor Divergence => OfNumbers ? DivergencePerDimension.Sum(-1) : Formula;

    /// <summary>KL(q(zᵢ|x) ‖ p(zᵢ)) of each latent variable, [..., batch, latent].</summary>
    /// <exception cref="NotSupportedException">There is no formula, or the posterior's variables depend on one another.</exception>
    public Tensor DivergencePerDimension => OfNumbers ? Formula : throw Joint;

    /// <summary>ln q(z|x) − ln p(z), [samples..., batch]: on average the divergence.</summary>
    public Tensor SampledDivergence => LogPosterior - LogPrior;

    /// <summary>ln q(zᵢ|x) − ln p(zᵢ) of each latent variable, [samples..., batch, latent].</summary>
    /// <exception cref="NotSupportedException">The posterior's variables depend on one another.</exception>
    public Tensor SampledDivergencePerDimension => OfNumbers ? Posterior.LogProb(Z) - Prior.LogProb(Z) : throw Joint;

    /// <summary>Whether each latent variable has a divergence of its own.</summary>
    internal bool OfNumbers => Posterior.EventShape.Rank == 0;

    /// <summary>Whether the divergence has a closed form.</summary>
    internal bool HasFormula => !priorFromSample && Kl.HasFormula(Posterior.GetType(), Prior.GetType());

    private Tensor Formula => !priorFromSample ? Kl.Divergence(Posterior, Prior)
        : throw new NotSupportedException($"The prior of a layer was made from what was drawn from that layer: the divergence has no closed form. Use LatentDivergence.MonteCarlo.");

    private NotSupportedException Joint => new($"The latent variables of a {Posterior} depend on one another: they have one divergence together.");

    /// <summary>The log-density of the sample under a distribution of numbers or of vectors, [samples..., batch].</summary>
    internal Tensor LogProb(Distribution distribution) => distribution.EventShape.Rank == 0 ? distribution.LogProb(Z, -1) : distribution.LogProb(Z);
}
