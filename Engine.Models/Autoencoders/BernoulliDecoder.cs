namespace Engine.Models;

/// <summary>
/// p(x|z) = Π Bernoulli(xᵢ; σ(lᵢ(z))): hidden layers, then a dense layer for the logits.
/// Kingma &amp; Welling, arXiv:1312.6114, appendix C.1.
/// </summary>
/// <remarks>
/// Grey pixels in [0, 1] are taken as they are, x ln p + (1 − x) ln(1 − p), as Pyro's and PyTorch's examples do: a
/// convenient bound, not the likelihood of a grey value (which would need the continuous Bernoulli's constant).
/// </remarks>
public sealed class BernoulliDecoder : Module, IDecoder
{
    /// <summary>One hidden layer of softplus units.</summary>
    /// <param name="latent">Dimensions of z.</param>
    /// <param name="hidden">Units of the hidden layer.</param>
    /// <param name="features">Length of an observation.</param>
    public BernoulliDecoder(int latent, int hidden, int features)
        : this(new Sequential(new Linear(latent, hidden), new Softplus(), new Linear(hidden, features))) { }

    /// <summary>Any network that gives logits.</summary>
    /// <param name="logits">[batch, latent] to [batch, features].</param>
    public BernoulliDecoder(Layer logits) => Register("logits", logits);

    /// <inheritdoc/>
    public Distribution Decode(Tensor z, RandomStream? noise = null) =>
        Bernoulli.FromLogits(GetChild<Layer>("logits").Forward(z, noise), allowGrey: true, validate: false);
}
