namespace Engine.Models;

/// <summary>The deviation σ of what a <see cref="GaussianDecoder"/> observes around its means.</summary>
public abstract class GaussianNoise : Module
{
    /// <summary>
    /// The smallest σ that is learned, unless given: without one, a decoder that meets a constant pixel exactly gains without end
    /// by σ → 0. It suits observations of unit variance and pixels in [0, 1].
    /// </summary>
    public const double DefaultFloor = 1e-3;

    private protected GaussianNoise() { }

    /// <summary>Outputs that the decoder's network must have for each feature.</summary>
    internal virtual int OutputsPerFeature => 1;

    /// <summary>A known σ, the same for all features. σ = 1/√2 makes −ln p the squared error |x − μ|², up to a constant.</summary>
    /// <param name="deviation">σ &gt; 0, in the observations' unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive and finite.</exception>
    public static GaussianNoise Fixed(double deviation) => new FixedNoise(deviation);

    /// <summary>One σ for all features, trained with the decoder: a parameter ln(σ − floor).</summary>
    /// <param name="deviation">σ at the start: about the deviation of the data, for the decoder explains nothing yet.</param>
    /// <param name="floor">The smallest σ; below the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is not positive and finite, or the start is not above the floor.</exception>
    public static GaussianNoise Learned(double deviation = 1, double floor = DefaultFloor) => new TrainedNoise([], deviation, floor);

    /// <summary>A σ for each feature, trained with the decoder.</summary>
    /// <param name="features">Length of an observation.</param>
    /// <param name="deviation">σ at the start.</param>
    /// <param name="floor">The smallest σ; below the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is not positive and finite, or the start is not above the floor.</exception>
    public static GaussianNoise LearnedPerFeature(int features, double deviation = 1, double floor = DefaultFloor) =>
        new TrainedNoise([Require.Positive(features, nameof(features))], deviation, floor);

    /// <summary>
    /// σ(z) for each feature: the second half of the network's outputs are ρ, of σ = softplus(ρ) + floor, as for <see cref="PredictedNormalLikelihood"/>.
    /// </summary>
    /// <param name="floor">The smallest σ.</param>
    /// <exception cref="ArgumentOutOfRangeException">The floor is not positive and finite.</exception>
    public static GaussianNoise Predicted(double floor = DefaultFloor) => new PredictedNoise(floor);

    /// <summary>
    /// The σ that makes a batch most likely: σ² is the mean squared error of all its features. Nothing is to be tuned, and the
    /// reconstruction loss of an observation is D/2·ln MSE, up to a constant. Rybkin, Daniilidis &amp; Levine, <i>Simple and Effective VAE Training with Calibrated Decoders</i>, arXiv:2006.13202, eq. 6.
    /// </summary>
    /// <param name="floor">The smallest σ.</param>
    /// <exception cref="ArgumentOutOfRangeException">The floor is not positive and finite.</exception>
    public static GaussianNoise Optimal(double floor = DefaultFloor) => new OptimalNoise(floor);

    /// <summary>p(x|z) without observations.</summary>
    /// <param name="outputs">What the decoder's network gives, [..., features·<see cref="OutputsPerFeature"/>].</param>
    internal abstract Distribution Around(Tensor outputs);

    /// <summary>p(x|z) by which observations are judged.</summary>
    /// <param name="outputs">As for the other.</param>
    /// <param name="x">[batch, features].</param>
    internal virtual Distribution Around(Tensor outputs, Tensor x) => Around(outputs);
}
