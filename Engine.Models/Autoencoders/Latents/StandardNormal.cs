namespace Engine.Models;

/// <summary>The prior p(z) = N(0, I) of latent variables.</summary>
internal static class StandardNormal
{
    /// <summary>Of numbers if the posterior is of numbers, else of vectors: so that their divergence has a formula.</summary>
    public static Distribution Like(Distribution posterior) => posterior.EventShape.Rank == 0 ? new Normal(0, 1, posterior.Device)
        : new Independent(new Normal(Tensor.Zeros(posterior.EventShape, posterior.Device), 1, validate: false), 1);
}
