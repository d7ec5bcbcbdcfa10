namespace Engine.Models;

/// <summary>
/// p(x|z) = Π N(xᵢ; μᵢ(z), σ²): a network for the means, and a <see cref="GaussianNoise"/> that says what σ is: fixed, learned,
/// predicted for each pixel, or the best for each batch. Kingma &amp; Welling, arXiv:1312.6114, appendix C.2.
/// </summary>
/// <remarks>
/// −ln p(x|z) = |x − μ(z)|²/2σ² + D·ln σ + const: the squared error |x̃ − x|² as a reconstruction loss is σ² = ½, up to a constant. It
/// is one choice of many, and the choice is that of β: errors weighed by 1/2σ² against a divergence weighed by 1 (Lucas et al., arXiv:1911.02469).
/// </remarks>
public sealed class GaussianDecoder : Module, IDecoder
{
    /// <summary>One hidden layer of softplus units.</summary>
    /// <param name="latent">Dimensions of z.</param>
    /// <param name="hidden">Units of the hidden layer.</param>
    /// <param name="features">Length of an observation.</param>
    /// <param name="noise">What σ is.</param>
    public GaussianDecoder(int latent, int hidden, int features, GaussianNoise noise)
        : this(new Sequential(new Linear(latent, hidden), new Softplus(), new Linear(hidden, features * noise.OutputsPerFeature)), noise) { }

    /// <summary>Any network that gives means.</summary>
    /// <param name="mean">[..., latent] to [..., features]; to [..., 2·features] where it predicts the noise too, see <see cref="GaussianNoise.Predicted"/>.</param>
    /// <param name="noise">What σ is.</param>
    public GaussianDecoder(Layer mean, GaussianNoise noise)
    {
        Register("mean", mean);
        Register("noise", noise);
    }

    /// <summary>What σ is.</summary>
    public GaussianNoise Noise => GetChild<GaussianNoise>("noise");

    /// <summary>
    /// Makes the untrained decoder give nearly the mean observation for every z: it becomes the last layer's bias, whose weights
    /// become a tenth of what they were.
    /// </summary>
    /// <param name="mean">The mean of the training data, [features].</param>
    /// <exception cref="InvalidOperationException">The network does not end in a <see cref="Linear"/> layer with a bias.</exception>
    /// <exception cref="ArgumentException">The mean has another shape.</exception>
    public void StartAt(Tensor mean)
    {
        var last = LastLayer.Of(GetChild<Layer>("mean"));
        LastLayer.StartAt(last, mean, last.Outputs / Noise.OutputsPerFeature, outputs => outputs);
    }

    /// <inheritdoc/>
    public Distribution Decode(Tensor z, RandomStream? noise = null) => Noise.Around(GetChild<Layer>("mean").Forward(z, noise));

    /// <inheritdoc/>
    public Distribution Likelihood(Tensor z, Tensor x, RandomStream? noise = null) => Noise.Around(GetChild<Layer>("mean").Forward(z, noise), x);
}
