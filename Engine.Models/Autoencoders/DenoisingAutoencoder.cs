namespace Engine.Models;

/// <summary>
/// An autoencoder that is shown corrupted observations and must give back what they were: |x̃(corrupted x) − x|². It cannot copy, so it
/// has to know what observations look like, also with a middle that is not narrow.
/// Vincent, Larochelle, Bengio &amp; Manzagol, <i>Extracting and Composing Robust Features with Denoising Autoencoders</i>, ICML 2008.
/// </summary>
public sealed class DenoisingAutoencoder : Module, ITrainable
{
    /// <summary>Teaches an autoencoder, of any kind, to undo a corruption.</summary>
    /// <param name="autoencoder">x ↦ x̃.</param>
    /// <param name="corruption">What is done to its inputs, anew in each step.</param>
    public DenoisingAutoencoder(Autoencoder autoencoder, Corruption corruption)
    {
        Register("autoencoder", autoencoder);
        Corruption = corruption;
    }

    /// <summary>x ↦ x̃.</summary>
    public Autoencoder Autoencoder => GetChild<Autoencoder>("autoencoder");

    /// <summary>What is done to inputs.</summary>
    public Corruption Corruption { get; }

    /// <summary>|x̃(corrupted x) − x|², summed over features and averaged over the batch.</summary>
    public Tensor Loss(Batch batch, RandomStream noise) => Error(batch.Images, noise, noise) / batch.Images.Shape[0];

    /// <summary>|x̃(corrupted x) − x|², summed over features and averaged over a whole data set.</summary>
    /// <param name="data">Observations.</param>
    /// <param name="rng">Where the corruption comes from.</param>
    /// <param name="batchSize">Observations at a time.</param>
    /// <exception cref="ArgumentException">There are no observations.</exception>
    public double SquaredError(Dataset data, RandomStream rng, int batchSize = 1000) => DataAverage.Of(data, batchSize, Device, batch => Error(batch.Images, rng, null));

    /// <summary>What observations were before they were corrupted.</summary>
    /// <param name="x">[batch, features].</param>
    /// <returns>[batch, features].</returns>
    public Tensor Denoise(Tensor x) => Autoencoder.Reconstruct(x);

    private Tensor Error(Tensor x, RandomStream corruption, RandomStream? noise) => Autoencoder.Error(Corruption.Apply(x, corruption), x, noise);
}
