namespace Engine.Models;

/// <summary>The inference half of an autoencoder: x ↦ q(z|x).</summary>
public interface IEncoder
{
    /// <summary>The approximate posterior of the latent variables.</summary>
    /// <param name="x">Observations, [batch, features].</param>
    /// <param name="noise">Randomness for stochastic layers such as dropout; null for evaluation.</param>
    /// <returns>A distribution of shape [batch, latent], reparameterized.</returns>
    Distribution Encode(Tensor x, RandomStream? noise = null);
}
