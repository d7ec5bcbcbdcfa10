namespace Engine.Models;

/// <summary>
/// p(x|z) = Π <see cref="DiscretizedLogistic"/>(xᵢ; μᵢ(z), sᵢ(z)): pixels of 256 levels, divided by 255, as probabilities. Minus its logarithm is a
/// number of nats that a code for the exact picture would take. Kingma et al., arXiv:1606.04934; Salimans et al., arXiv:1701.05517.
/// </summary>
public sealed class DiscretizedLogisticDecoder : Module, IDecoder
{
    /// <summary>e⁻⁷ of half the range, PixelCNN++'s least scale: an eighth of the distance of 256 levels.</summary>
    public const double DefaultFloor = 0.5 * 9.118819655545162e-4;

    private readonly double floor;

    /// <summary>One hidden layer of softplus units.</summary>
    /// <param name="latent">Dimensions of z.</param>
    /// <param name="hidden">Units of the hidden layer.</param>
    /// <param name="features">Length of an observation.</param>
    /// <param name="levels">Levels from 0 to 1, at least 2.</param>
    /// <param name="floor">The smallest scale.</param>
    public DiscretizedLogisticDecoder(int latent, int hidden, int features, int levels = 256, double floor = DefaultFloor)
        : this(new Sequential(new Linear(latent, hidden), new Softplus(), new Linear(hidden, 2 * features)), levels, floor) { }

    /// <summary>Any network that gives locations and scales.</summary>
    /// <param name="network">[..., latent] to [..., 2·features]: the locations μ, then ρ, of scales s = softplus(ρ) + floor.</param>
    /// <param name="levels">Levels from 0 to 1, at least 2.</param>
    /// <param name="floor">The smallest scale.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two levels, or the floor is not positive and finite.</exception>
    public DiscretizedLogisticDecoder(Layer network, int levels = 256, double floor = DefaultFloor)
    {
        if (levels < 2) throw new ArgumentOutOfRangeException(nameof(levels), levels, $"levels must be at least 2, not {levels}.");
        (Levels, this.floor) = (levels, Require.Positive(floor, nameof(floor)));
        Register("network", network);
    }

    /// <summary>Levels from 0 to 1.</summary>
    public int Levels { get; }

    /// <summary>Makes the untrained decoder's locations nearly the mean observation for every z, as <see cref="BernoulliDecoder.StartAt"/> does.</summary>
    /// <param name="mean">The mean of the training data, [features].</param>
    /// <exception cref="InvalidOperationException">The network does not end in a <see cref="Linear"/> layer with a bias.</exception>
    /// <exception cref="ArgumentException">The mean has another shape.</exception>
    public void StartAt(Tensor mean)
    {
        var last = LastLayer.Of(GetChild<Layer>("network"));
        LastLayer.StartAt(last, mean, last.Outputs / 2, outputs => outputs);
    }

    /// <inheritdoc/>
    public Constraint Observations => DiscretizedLogistic.LevelsOf(Levels);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The network gives an odd number of outputs.</exception>
    public Distribution Decode(Tensor z, RandomStream? noise = null)
    {
        var outputs = GetChild<Layer>("network").Forward(z, noise);
        if (outputs.Shape[-1] % 2 != 0) throw new ArgumentException($"The network of {this} gives {outputs.Shape}; expected [..., 2·features].", nameof(z));
        var halves = outputs.Chunk(2, axis: -1);
        return new DiscretizedLogistic(halves[0], halves[1].Softplus() + floor, Levels, validate: false);
    }
}
