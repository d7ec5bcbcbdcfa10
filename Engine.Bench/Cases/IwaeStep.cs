using Engine.Bench.Limits;
using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>
/// A training step of an importance-weighted autoencoder 784–200–200–50–200–200–784 with tanh: k samples of z an image,
/// −ln (1/k)·Σ p(x, z)/q(z|x), gradients, Adam. Burda, Grosse &amp; Salakhutdinov, arXiv:1509.00519, equation 8.
/// </summary>
/// <param name="device">Where all is.</param>
/// <param name="batch">Black-and-white images a step.</param>
/// <param name="samples">k, the samples of z of each image.</param>
public sealed class IwaeStep(Device device, int batch, int samples) : ModelStep(Model(samples), device, batch)
{
    private const int Hidden = 200;
    private const int Latent = 50;

    /// <summary>The matrix products of a step.</summary>
    public static Work Work(int batch, int samples) => Limits.Work.Step(
        Limits.Work.Training(batch, inputGradient: false, Pixels, Hidden, Hidden, 2 * Latent) +
        Limits.Work.Training(batch * samples, inputGradient: true, Latent, Hidden, Hidden, Pixels));

    private static Vae Model(int samples) => new(
        new GaussianEncoder(new Sequential(new Linear(Pixels, Hidden), new Tanh(), new Linear(Hidden, Hidden), new Tanh()), Hidden, Latent),
        new BernoulliDecoder(new Sequential(new Linear(Latent, Hidden), new Tanh(), new Linear(Hidden, Hidden), new Tanh(), new Linear(Hidden, Pixels))))
    {
        Objective = new Iwae(samples),
    };
}
