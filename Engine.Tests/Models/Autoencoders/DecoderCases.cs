using Engine.Models;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>A decoder of 2 latent variables to 7 features, with 5 observations that it accepts.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Make">The decoder.</param>
/// <param name="X">[5, 7], on the reference device.</param>
public sealed record DecoderCase(string Name, Func<IDecoder> Make, Tensor X)
{
    /// <summary>A variational autoencoder around the decoder.</summary>
    public Vae Vae(Device device) => new Vae(new GaussianEncoder(7, 3, 2), Make()).To(device);

    /// <summary>The observations as one batch.</summary>
    public Batch Batch(Device device) => new(X.To(device), Tensor.Zeros([0], device));

    public override string ToString() => Name;
}

/// <summary>At least one instance of every decoder.</summary>
public static class DecoderCases
{
    private static readonly Tensor numbers = Tensor.Randn([5, 7], 2, Device.Reference);

    private static readonly Tensor grey = Tensor.Rand([5, 7], 1, Device.Reference);

    public static IReadOnlyList<DecoderCase> All { get; } =
    [
        new("Bernoulli", () => new BernoulliDecoder(2, 4, 7), grey.Greater(0.5)),
        new("Gaussian, fixed", () => new GaussianDecoder(2, 4, 7, GaussianNoise.Fixed(0.6)), numbers),
        new("Gaussian, learned", () => new GaussianDecoder(2, 4, 7, GaussianNoise.Learned(0.6)), numbers),
        new("Gaussian, learned per feature", () => new GaussianDecoder(2, 4, 7, GaussianNoise.LearnedPerFeature(7)), numbers),
        new("Gaussian, predicted", () => new GaussianDecoder(2, 4, 7, GaussianNoise.Predicted(0.1)), numbers),
        new("Gaussian, optimal", () => new GaussianDecoder(2, 4, 7, GaussianNoise.Optimal()), numbers),
        new("continuous Bernoulli", () => new ContinuousBernoulliDecoder(2, 4, 7), grey),
        new("categorical", () => new CategoricalDecoder(2, 4, 7, levels: 3), (grey * 3).Floor()),
        new("discretized logistic", () => new DiscretizedLogisticDecoder(2, 4, 7, levels: 6), (grey * 5 + 0.5).Floor() / 5),
    ];

    public static IEnumerable<TheoryDataRow<DecoderCase>> Rows => All.Select(each => new TheoryDataRow<DecoderCase>(each));
}
