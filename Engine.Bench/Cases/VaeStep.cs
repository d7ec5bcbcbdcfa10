using Engine.Bench.Limits;
using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>
/// A training step of a variational autoencoder 784–400–20–400–784: one sample of z, −ELBO, gradients, Adam.
/// Kingma &amp; Welling, arXiv:1312.6114, appendix B gives the closed-form divergence.
/// </summary>
/// <param name="device">Where all is.</param>
/// <param name="batch">Black-and-white images a step.</param>
public sealed class VaeStep(Device device, int batch) : ModelStep(Model(), device, batch)
{
    private const int Hidden = 400;
    private const int Latent = 20;

    /// <summary>The matrix products of a step.</summary>
    public static Work Work(int batch) => Limits.Work.Step(
        Limits.Work.Training(batch, inputGradient: false, Pixels, Hidden, 2 * Latent) + Limits.Work.Training(batch, inputGradient: true, Latent, Hidden, Pixels));

    private static Vae Model() => new(
        new GaussianEncoder(new Sequential(new Linear(Pixels, Hidden), new Relu()), Hidden, Latent),
        new BernoulliDecoder(new Sequential(new Linear(Latent, Hidden), new Relu(), new Linear(Hidden, Pixels))));
}
