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

    /// <summary>
    /// Makes the untrained decoder give nearly the mean observation for every z: the last layer's bias becomes the logit of the
    /// mean, its weights a tenth of what they were. Training then starts at the best constant instead of at ½ everywhere.
    /// </summary>
    /// <param name="mean">The mean of the training data, [features] in [0, 1]; held between 0.001 and 0.999.</param>
    /// <exception cref="InvalidOperationException">The network does not end in a <see cref="Linear"/> layer with a bias.</exception>
    /// <exception cref="ArgumentException">The mean has another shape.</exception>
    public void StartAt(Tensor mean)
    {
        var last = LastLayer.Of(GetChild<Layer>("logits"));
        LastLayer.StartAt(last, mean, last.Outputs, Logits);
    }

    /// <inheritdoc/>
    public Constraint Observations => Constraint.UnitInterval;

    /// <inheritdoc/>
    public Distribution Decode(Tensor z, RandomStream? noise = null) =>
        Bernoulli.FromLogits(GetChild<Layer>("logits").Forward(z, noise), allowGrey: true, validate: false);

    private static Tensor Logits(Tensor mean)
    {
        var p = mean.Clamp(0.001, 0.999);
        return (p / (1 - p)).Log();
    }
}
