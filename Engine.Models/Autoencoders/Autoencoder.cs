namespace Engine.Models;

/// <summary>
/// A network that learns to give back its input through a narrow middle: encoder x ↦ z, decoder z ↦ x̃, trained by |x̃ − x|².
/// Rumelhart, Hinton &amp; Williams, Nature 323 (1986); Hinton &amp; Salakhutdinov, Science 313 (2006).
/// </summary>
/// <remarks>It is a layer too: its output is the reconstruction.</remarks>
public class Autoencoder : Layer, ITrainable
{
    /// <summary>An autoencoder from its halves, of any depth.</summary>
    /// <param name="encoder">[batch, features] to [batch, latent].</param>
    /// <param name="decoder">[batch, latent] to [batch, features].</param>
    public Autoencoder(Layer encoder, Layer decoder) : this(encoder) => Register("decoder", decoder);

    /// <summary>For a kind that decodes without layers of its own.</summary>
    private protected Autoencoder(Layer encoder) => Register("encoder", encoder);

    /// <inheritdoc/>
    public override bool ActsRowByRow => Children.All(child => child.Module is Layer { ActsRowByRow: true });

    /// <summary>x ↦ z.</summary>
    /// <param name="x">[batch, features].</param>
    /// <param name="noise">Randomness for stochastic layers such as dropout; null for evaluation.</param>
    /// <returns>[batch, latent].</returns>
    public Tensor Encode(Tensor x, RandomStream? noise = null) => GetChild<Layer>("encoder").Forward(x, noise);

    /// <summary>z ↦ x̃.</summary>
    /// <param name="z">[batch, latent].</param>
    /// <param name="noise">Randomness for stochastic layers such as dropout; null for evaluation.</param>
    /// <returns>[batch, features].</returns>
    public virtual Tensor Decode(Tensor z, RandomStream? noise = null) => GetChild<Layer>("decoder").Forward(z, noise);

    /// <summary>x ↦ z ↦ x̃.</summary>
    /// <param name="x">[batch, features].</param>
    /// <param name="noise">Randomness for stochastic layers; null for evaluation.</param>
    /// <returns>[batch, features].</returns>
    public override Tensor Forward(Tensor x, RandomStream? noise = null) => Decode(Encode(x, noise), noise);

    /// <summary>|x̃ − x|², summed over features and averaged over the batch: what training minimises.</summary>
    public Tensor Loss(Batch batch, RandomStream noise) => Error(batch.Images, batch.Images, noise) / batch.Images.Shape[0];

    /// <summary>|x̃ − x|², summed over features and averaged over a whole data set.</summary>
    /// <param name="data">Observations.</param>
    /// <param name="batchSize">Observations at a time.</param>
    /// <exception cref="ArgumentException">There are no observations.</exception>
    public double SquaredError(Dataset data, int batchSize = 1000) => DataAverage.Of(data, batchSize, Device, batch => Error(batch.Images, batch.Images, null));

    /// <summary>What the autoencoder makes of observations.</summary>
    /// <param name="x">[batch, features].</param>
    /// <returns>[batch, features].</returns>
    public Tensor Reconstruct(Tensor x)
    {
        using var scope = new Scope();
        return Forward(x).Keep();
    }

    /// <summary>The way between pairs of observations through the latent space, in equal steps of z.</summary>
    /// <param name="from">Starts, [pairs, features].</param>
    /// <param name="to">Ends, [pairs, features].</param>
    /// <param name="steps">Pictures for each pair, both ends included; at least 2.</param>
    /// <returns>[pairs·steps, features], pair by pair.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or fewer than two steps are asked for.</exception>
    public Tensor Walk(Tensor from, Tensor to, int steps) => LatentWalk.Between(from, to, steps, x => Encode(x), z => Decode(z));

    /// <summary>Σ |x̃ − wanted|² over a batch, x̃ made of what is given.</summary>
    internal Tensor Error(Tensor given, Tensor wanted, RandomStream? noise) => Models.Loss.SquaredError(Forward(given, noise), wanted, Reduction.Sum);
}
