namespace Engine.Models;

/// <summary>
/// q(z|x) = N(μ(x), σ(x)²) with a diagonal covariance: hidden layers, then one dense head for μ and one for ln σ.
/// Kingma &amp; Welling, <i>Auto-Encoding Variational Bayes</i>, arXiv:1312.6114, appendix C.2.
/// </summary>
public sealed class GaussianEncoder : NormalEncoder
{
    /// <summary>One hidden layer of softplus units.</summary>
    /// <param name="features">Length of an observation.</param>
    /// <param name="hidden">Units of the hidden layer.</param>
    /// <param name="latent">Dimensions of z.</param>
    public GaussianEncoder(int features, int hidden, int latent) : this(OneLayer(features, hidden), hidden, latent) { }

    /// <summary>Any layers in front of the two heads.</summary>
    /// <param name="body">[batch, features] to [batch, hidden].</param>
    /// <param name="hidden">Length of what the body gives.</param>
    /// <param name="latent">Dimensions of z.</param>
    public GaussianEncoder(Layer body, int hidden, int latent) : base(body, hidden, latent) => Register("logScale", new Linear(hidden, latent));

    /// <summary>Of numbers, [batch, latent]; the exponential keeps σ above 0.</summary>
    private protected override Distribution Posterior(Tensor mean, Tensor hidden) => new Normal(mean, Head("logScale", hidden).Exp(), validate: false);
}
