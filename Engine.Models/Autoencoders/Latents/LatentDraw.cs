namespace Engine.Models;

/// <summary>A sample of one layer of latent variables, with the distributions that it is judged by.</summary>
/// <param name="posterior">q(z|x): of numbers, [..., batch, latent], or of vectors of length latent, [..., batch].</param>
/// <param name="prior">p(z), or p(z| what is above): of the same kind as the posterior.</param>
/// <param name="z">Drawn from the posterior, [samples..., batch, latent].</param>
public sealed class LatentDraw(Distribution posterior, Distribution prior, Tensor z)
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
    /// <exception cref="NotSupportedException">There is no formula for this pair of distributions.</exception>
    public Tensor Divergence => Posterior.EventShape.Rank == 0 ? DivergencePerDimension.Sum(-1) : Kl.Divergence(Posterior, Prior);

    /// <summary>KL(q(zᵢ|x) ‖ p(zᵢ)) of each latent variable, [..., batch, latent].</summary>
    /// <exception cref="NotSupportedException">There is no formula, or the posterior's variables depend on one another.</exception>
    public Tensor DivergencePerDimension => Posterior.EventShape.Rank == 0 ? Kl.Divergence(Posterior, Prior)
        : throw new NotSupportedException($"The latent variables of a {Posterior} depend on one another: they have one divergence together.");

    /// <summary>The log-density of the sample under a distribution of numbers or of vectors, [samples..., batch].</summary>
    internal Tensor LogProb(Distribution distribution) => distribution.EventShape.Rank == 0 ? distribution.LogProb(Z, -1) : distribution.LogProb(Z);
}
