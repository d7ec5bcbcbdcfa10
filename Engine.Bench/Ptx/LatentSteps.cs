using Engine.Models;

namespace Engine.Bench.Ptx;

/// <summary>What the kinds of variational autoencoders are used by: a step and samples with each decoder, noise, posterior and objective, in layers, with a condition, and with a Bayesian decoder.</summary>
internal static class LatentSteps
{
    private const int Pixels = 784, Side = 28, Hidden = 64, Latent = 8, Batch = 128, Classes = 10, Levels = 4, TrainingSize = 60_000;

    private static readonly Func<IDecoder>[] decoders =
    [
        () => new BernoulliDecoder(Latent, Hidden, Pixels),
        () => new ContinuousBernoulliDecoder(Latent, Hidden, Pixels),
        () => new CategoricalDecoder(Latent, Hidden, Pixels, Levels),
        () => new DiscretizedLogisticDecoder(Latent, Hidden, Pixels),
        .. new Func<GaussianNoise>[] { () => GaussianNoise.Fixed(0.5), () => GaussianNoise.LearnedPerFeature(Pixels), () => GaussianNoise.Predicted(), () => GaussianNoise.Optimal() }
            .Select(noise => (Func<IDecoder>)(() => new GaussianDecoder(Latent, Hidden, Pixels, noise()))),
    ];

    private static readonly LatentObjective[] objectives =
    [
        .. Enum.GetValues<IwaeEstimator>().Select(estimator => new Iwae(5) { Estimator = estimator }),
        new LatentElbo { FreeBits = new(0.1), Divergence = LatentDivergence.MonteCarlo },
    ];

    /// <summary>All of them.</summary>
    public static void Run(Device device)
    {
        foreach (var make in decoders) Sampled(new Vae(Encoder(Pixels), make()).To(device));
        foreach (var objective in objectives) Sampled(new Vae(Encoder(Pixels), decoders[0]()) { Objective = objective }.To(device));
        foreach (var encoder in new IEncoder[] { new FullGaussianEncoder(Pixels, Hidden, Latent), new RankOneGaussianEncoder(Pixels, Hidden, Latent) })
            Sampled(new Vae(encoder, decoders[0]()) { Objective = new LatentElbo { Samples = 2 } }.To(device));
        Step(new DeepLatentGaussian([Encoder(Pixels), new GaussianEncoder(Latent, Hidden, 4)], [new GaussianEncoder(4, Hidden, Latent)], decoders[0]()).To(device));
        Step(LiftedVae.Lift(new Vae(Encoder(Pixels), decoders[0]()), TrainingSize).To(device));
        Step(new ConditionalVae(new LabelCondition(Classes), Encoder(Pixels + Classes), new BernoulliDecoder(Latent + Classes, Hidden, Pixels), Encoder(Classes)).To(device));
        var quadrants = new QuadrantCondition(Side, Side, Quadrant.BottomLeft);
        Step(new ConditionalVae(quadrants, Encoder(Pixels), new BernoulliDecoder(Latent + quadrants.Length, Hidden, quadrants.Hidden)).To(device));
    }

    private static GaussianEncoder Encoder(int inputs) => new(inputs, Hidden, Latent);

    private static void Sampled(Vae vae)
    {
        Step(vae);
        using var scope = new Scope();
        vae.Sample(Batch, new RandomStream(7));
    }

    /// <summary>Images of zeros, which every decoder accepts.</summary>
    private static void Step<Model>(Model model) where Model : Module, ITrainable
    {
        var device = model.Device;
        var batch = new Batch(Tensor.Zeros([Batch, Pixels], device), Tensor.Zeros([Batch], device)) { DataCount = TrainingSize };
        using var tape = Tape.Record(model.Parameters);
        new Adam(1e-3).Step(tape.Gradient(model.Loss(batch, new RandomStream(7))));
    }
}
