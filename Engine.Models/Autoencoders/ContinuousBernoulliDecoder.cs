namespace Engine.Models;

/// <summary>
/// p(x|z) = Π CB(xᵢ; lᵢ(z)), the <see cref="ContinuousBernoulli"/> of grey pixels in [0, 1]: a network for the logits, and a likelihood that
/// integrates to 1, which a <see cref="BernoulliDecoder"/>'s of grey pixels does not. Loaiza-Ganem &amp; Cunningham, arXiv:1907.06845.
/// </summary>
/// <remarks>It is a density: the bound may be above 0, and is not to be compared with that of a discrete likelihood.</remarks>
public sealed class ContinuousBernoulliDecoder : Module, IDecoder
{
    /// <summary>One hidden layer of softplus units.</summary>
    /// <param name="latent">Dimensions of z.</param>
    /// <param name="hidden">Units of the hidden layer.</param>
    /// <param name="features">Length of an observation.</param>
    public ContinuousBernoulliDecoder(int latent, int hidden, int features)
        : this(new Sequential(new Linear(latent, hidden), new Softplus(), new Linear(hidden, features))) { }

    /// <summary>Any network that gives logits.</summary>
    /// <param name="logits">[..., latent] to [..., features].</param>
    public ContinuousBernoulliDecoder(Layer logits) => Register("logits", logits);

    /// <summary>Makes the untrained decoder give nearly the mean observation for every z, as <see cref="BernoulliDecoder.StartAt"/> does: the bias becomes the logit whose density has that mean.</summary>
    /// <param name="mean">The mean of the training data, [features] in [0, 1]; held between 0.001 and 0.999.</param>
    /// <exception cref="InvalidOperationException">The network does not end in a <see cref="Linear"/> layer with a bias.</exception>
    /// <exception cref="ArgumentException">The mean has another shape.</exception>
    public void StartAt(Tensor mean)
    {
        var last = LastLayer.Of(GetChild<Layer>("logits"));
        LastLayer.StartAt(last, mean, last.Outputs, m => ContinuousBernoulli.LogitsOfMean(m.Clamp(0.001, 0.999)));
    }

    /// <inheritdoc/>
    public Constraint Observations => Constraint.UnitInterval;

    /// <inheritdoc/>
    public Distribution Decode(Tensor z, RandomStream? noise = null) =>
        ContinuousBernoulli.FromLogits(GetChild<Layer>("logits").Forward(z, noise), validate: false);
}
