namespace Engine.Models;

/// <summary>The generative half of an autoencoder: z ↦ p(x|z).</summary>
public interface IDecoder
{
    /// <summary>The likelihood of observations.</summary>
    /// <param name="z">Latent variables, [batch, latent].</param>
    /// <param name="noise">Randomness for stochastic layers such as dropout; null for evaluation.</param>
    /// <returns>A distribution of shape [batch, features].</returns>
    Distribution Decode(Tensor z, RandomStream? noise = null);
}
