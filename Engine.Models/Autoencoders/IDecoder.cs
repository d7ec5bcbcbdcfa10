namespace Engine.Models;

/// <summary>The generative half of an autoencoder: z ↦ p(x|z).</summary>
public interface IDecoder
{
    /// <summary>What each number of an observation may be: the support of the likelihood. Finite numbers unless the decoder says more.</summary>
    Constraint Observations => Constraint.Real;

    /// <summary>The likelihood of observations.</summary>
    /// <param name="z">Latent variables, [samples..., batch, latent].</param>
    /// <param name="noise">Randomness for stochastic layers such as dropout; null for evaluation.</param>
    /// <returns>A distribution of shape [samples..., batch, features].</returns>
    Distribution Decode(Tensor z, RandomStream? noise = null);

    /// <summary>
    /// The likelihood by which given observations are judged: that of <see cref="Decode"/>, unless a part of it is set by the
    /// observations, as <see cref="GaussianNoise.Optimal"/> is. Whoever asks for the likelihood of x asks here.
    /// </summary>
    /// <param name="z">Latent variables, [samples..., batch, latent].</param>
    /// <param name="x">Observations, [batch, features].</param>
    /// <param name="noise">Randomness for stochastic layers such as dropout; null for evaluation.</param>
    /// <returns>A distribution of shape [samples..., batch, features].</returns>
    Distribution Likelihood(Tensor z, Tensor x, RandomStream? noise = null) => Decode(z, noise);
}
