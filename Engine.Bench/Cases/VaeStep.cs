using Engine.Bench.Limits;
using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>
/// A training step of a variational autoencoder 784–400–20–400–784: one sample of z, −ELBO, gradients, Adam.
/// Kingma &amp; Welling, arXiv:1312.6114, appendix B gives the closed-form divergence.
/// </summary>
public sealed class VaeStep
{
    private const int Pixels = 784;
    private const int Hidden = 400;
    private const int Latent = 20;

    private readonly Linear encoder, head;
    private readonly Sequential decoder;
    private readonly Tensor[] parameters;
    private readonly Tensor images;
    private readonly RandomStream noise = new(7);
    private readonly Adam adam = new(1e-3);

    /// <summary>A new network and random black-and-white images.</summary>
    /// <param name="device">Where all is.</param>
    /// <param name="batch">Images a step.</param>
    public VaeStep(Device device, int batch)
    {
        encoder = new Linear(Pixels, Hidden).To(device);
        head = new Linear(Hidden, 2 * Latent).To(device);
        decoder = new Sequential(new Linear(Latent, Hidden), new Relu(), new Linear(Hidden, Pixels)).To(device);
        foreach (var part in new Module[] { encoder, head, decoder }) part.Initialize(noise);
        parameters = [.. encoder.Parameters, .. head.Parameters, .. decoder.Parameters];
        images = noise.Bernoulli(noise.Uniform([batch, Pixels], device));
    }

    /// <summary>Numbers that are learnt.</summary>
    public int ParameterCount => parameters.Sum(parameter => parameter.Elements);

    /// <summary>The matrix products of a step.</summary>
    public static Work Work(int batch) => Limits.Work.Step(
        Limits.Work.Training(batch, inputGradient: false, Pixels, Hidden, 2 * Latent) + Limits.Work.Training(batch, inputGradient: true, Latent, Hidden, Pixels));

    /// <summary>One step.</summary>
    public void Run()
    {
        using var tape = Tape.Record(parameters);
        adam.Step(tape.Gradient(Loss()));
    }

    /// <summary>−ELBO in nats, averaged over the images.</summary>
    public Tensor Loss()
    {
        var halves = head.Forward(encoder.Forward(images).Relu()).Chunk(2, axis: 1);
        var (mean, logVariance) = (halves[0], halves[1]);
        var z = mean + (0.5 * logVariance).Exp() * noise.Normal(mean.Shape, images.Device);
        var divergence = -0.5 * (1 + logVariance - mean.Square() - logVariance.Exp()).Sum();
        return (Models.Loss.BernoulliWithLogits(decoder.Forward(z), images, Reduction.Sum) + divergence) / images.Shape[0];
    }
}
