using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>
/// q(z|x) = N(μ(x), L(x)·L(x)ᵀ) with any covariance: heads for μ, for the logarithm of L's diagonal and for the latent·(latent − 1)/2
/// numbers below it. Kingma &amp; Welling, <i>An Introduction to Variational Autoencoders</i>, arXiv:1906.02691, section 2.5.1.
/// </summary>
/// <remarks>The numbers below the diagonal start at 0 for every x: as a <see cref="GaussianEncoder"/>.</remarks>
public sealed class FullGaussianEncoder : NormalEncoder
{
    /// <summary>One hidden layer of softplus units.</summary>
    /// <param name="features">Length of an observation.</param>
    /// <param name="hidden">Units of the hidden layer.</param>
    /// <param name="latent">Dimensions of z, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is a single dimension, which depends on no other.</exception>
    public FullGaussianEncoder(int features, int hidden, int latent) : this(OneLayer(features, hidden), hidden, latent) { }

    /// <summary>Any layers in front of the three heads.</summary>
    /// <param name="body">[batch, features] to [batch, hidden].</param>
    /// <param name="hidden">Length of what the body gives.</param>
    /// <param name="latent">Dimensions of z, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is a single dimension, which depends on no other.</exception>
    public FullGaussianEncoder(Layer body, int hidden, int latent) : base(body, hidden, latent)
    {
        if (latent < 2) throw new ArgumentOutOfRangeException(nameof(latent), latent, $"latent must be at least 2, not {latent}: a single number has no covariance with others. Use a GaussianEncoder.");
        Register("logScale", new Linear(hidden, latent));
        Register("below", new Linear(hidden, latent * (latent - 1) / 2, initializer: new Zeros(), biasInitializer: new Zeros()));
    }

    /// <summary>Of vectors, [batch] of [latent].</summary>
    private protected override Distribution Posterior(Tensor mean, Tensor hidden) =>
        MultivariateNormal.FromScaleTril(mean, LowerTriangle.Of(Head("below", hidden), Head("logScale", hidden).Exp()), validate: false);
}
