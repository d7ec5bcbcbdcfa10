using Engine.Bench.Limits;
using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>
/// A training step of an importance-weighted autoencoder 784–200–200–50–200–200–784 with tanh: k samples of z an image,
/// −ln (1/k)·Σ p(x, z)/q(z|x), gradients, Adam. Burda, Grosse &amp; Salakhutdinov, arXiv:1509.00519, equation 8.
/// </summary>
public sealed class IwaeStep
{
    private const int Pixels = 784;
    private const int Hidden = 200;
    private const int Latent = 50;

    private readonly int samples;
    private readonly Sequential encoder, decoder;
    private readonly Tensor[] parameters;
    private readonly Tensor images, repeated;
    private readonly RandomStream noise = new(7);
    private readonly Adam adam = new(1e-3);

    /// <summary>A new network and random black-and-white images.</summary>
    /// <param name="device">Where all is.</param>
    /// <param name="batch">Images a step.</param>
    /// <param name="samples">k, the samples of z of each image.</param>
    public IwaeStep(Device device, int batch, int samples)
    {
        this.samples = samples;
        encoder = new Sequential(new Linear(Pixels, Hidden), new Tanh(), new Linear(Hidden, Hidden), new Tanh(), new Linear(Hidden, 2 * Latent)).To(device);
        decoder = new Sequential(new Linear(Latent, Hidden), new Tanh(), new Linear(Hidden, Hidden), new Tanh(), new Linear(Hidden, Pixels)).To(device);
        foreach (var part in new[] { encoder, decoder }) part.Initialize(noise);
        parameters = [.. encoder.Parameters, .. decoder.Parameters];
        images = noise.Bernoulli(noise.Uniform([batch, Pixels], device));
        repeated = images.Expand([samples, batch, Pixels]);
    }

    /// <summary>Numbers that are learnt.</summary>
    public int ParameterCount => parameters.Sum(parameter => parameter.Elements);

    /// <summary>The matrix products of a step.</summary>
    public static Work Work(int batch, int samples) => Limits.Work.Step(
        Limits.Work.Training(batch, inputGradient: false, Pixels, Hidden, Hidden, 2 * Latent) +
        Limits.Work.Training(batch * samples, inputGradient: true, Latent, Hidden, Hidden, Pixels));

    /// <summary>One step.</summary>
    public void Run()
    {
        using var tape = Tape.Record(parameters);
        adam.Step(tape.Gradient(Loss()));
    }

    /// <summary>Minus the bound in nats, averaged over the images.</summary>
    /// <remarks>ln p(z) − ln q(z|x) = −½Σz² + ½Σ(ε² + ln σ²), where the normalizers cancel.</remarks>
    public Tensor Loss()
    {
        var halves = encoder.Forward(images).Chunk(2, axis: 1);
        var (mean, logVariance) = (halves[0], halves[1]);
        var epsilon = noise.Normal([samples, images.Shape[0], Latent], images.Device);
        var z = mean + (0.5 * logVariance).Exp() * epsilon;
        var likelihood = decoder.Forward(z).Zip<Operations.BernoulliLogProb>(repeated).Sum(2);
        var weights = likelihood - 0.5 * z.Square().Sum(2) + 0.5 * (epsilon.Square() + logVariance).Sum(2);
        return Math.Log(samples) - weights.LogSumExp(0).Mean();
    }
}
