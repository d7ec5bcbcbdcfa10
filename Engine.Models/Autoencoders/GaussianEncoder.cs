namespace Engine.Models;

/// <summary>
/// q(z|x) = N(μ(x), σ(x)²) with a diagonal covariance: hidden layers, then one dense head for μ and one for ln σ.
/// Kingma &amp; Welling, <i>Auto-Encoding Variational Bayes</i>, arXiv:1312.6114, appendix C.2.
/// </summary>
public sealed class GaussianEncoder : Module, IEncoder
{
    /// <summary>One hidden layer of softplus units.</summary>
    /// <param name="features">Length of an observation.</param>
    /// <param name="hidden">Units of the hidden layer.</param>
    /// <param name="latent">Dimensions of z.</param>
    public GaussianEncoder(int features, int hidden, int latent)
        : this(new Sequential(new Linear(features, hidden), new Softplus()), hidden, latent) { }

    /// <summary>Any layers in front of the two heads.</summary>
    /// <param name="body">[batch, features] to [batch, hidden].</param>
    /// <param name="hidden">Length of what the body gives.</param>
    /// <param name="latent">Dimensions of z.</param>
    public GaussianEncoder(Layer body, int hidden, int latent)
    {
        Latent = latent;
        Register("body", body);
        Register("mean", new Linear(hidden, latent));
        Register("logScale", new Linear(hidden, latent));
    }

    /// <summary>Dimensions of z.</summary>
    public int Latent { get; }

    /// <inheritdoc/>
    public Distribution Encode(Tensor x, RandomStream? noise = null)
    {
        var h = GetChild<Layer>("body").Forward(x, noise);
        var scale = GetChild<Layer>("logScale").Forward(h, noise).Exp();      // exp keeps σ > 0
        return new Normal(GetChild<Layer>("mean").Forward(h, noise), scale, validate: false);
    }
}
