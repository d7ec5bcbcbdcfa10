namespace Engine.Models;

/// <summary>
/// A variational autoencoder: p(x) = ∫ p(x|z) N(z; 0, I) dz, trained by the evidence lower bound with q(z|x).
/// Kingma &amp; Welling, arXiv:1312.6114; Rezende, Mohamed &amp; Wierstra, arXiv:1401.4082.
/// </summary>
public sealed class Vae : Module, ITrainable, ILatentVariableModel
{
    private static readonly LatentElbo elbo = new();

    /// <summary>An autoencoder from its halves.</summary>
    /// <param name="encoder">x ↦ q(z|x); a <see cref="Module"/> too.</param>
    /// <param name="decoder">z ↦ p(x|z); a <see cref="Module"/> too.</param>
    /// <param name="latent">Dimensions of z; the encoder's, if it is a <see cref="NormalEncoder"/>.</param>
    /// <exception cref="ArgumentException">A half is not a module, or the latent dimensions are not known.</exception>
    public Vae(IEncoder encoder, IDecoder decoder, int? latent = null)
    {
        Latent = latent ?? (encoder as NormalEncoder)?.Latent
            ?? throw new ArgumentException($"The latent dimensions of a {encoder.GetType().Name} are not known: name them.", nameof(latent));
        Register("encoder", encoder as Module ?? throw new ArgumentException($"{encoder.GetType().Name} is not a Module.", nameof(encoder)));
        Register("decoder", decoder as Module ?? throw new ArgumentException($"{decoder.GetType().Name} is not a Module.", nameof(decoder)));
    }

    /// <summary>Dimensions of z.</summary>
    public int Latent { get; }

    /// <summary>x ↦ q(z|x).</summary>
    public IEncoder Encoder => (IEncoder)GetChild<Module>("encoder");

    /// <summary>z ↦ p(x|z).</summary>
    public IDecoder Decoder => (IDecoder)GetChild<Module>("decoder");

    /// <summary>The bound that training makes large; the evidence lower bound unless given.</summary>
    public LatentObjective Objective { get; init; } = new LatentElbo();

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The decoder's observations have another shape.</exception>
    public LatentPass Pass(Tensor x, RandomStream noise, Shape sampleShape = default, Func<Tensor, Tensor>? path = null)
    {
        var posterior = Encoder.Encode(x, noise);
        var z = posterior.Rsample(noise, sampleShape);
        if (path is not null) z = path(z);
        return new([new(posterior, StandardNormal.Like(posterior), z)], Decoder.Likelihood(z, x, noise), x);
    }

    /// <summary>The evidence lower bound of each observation by one sample of z: ln p(x|z) − KL(q(z|x) ‖ p(z)), in nats.</summary>
    /// <param name="x">Observations, [batch, features].</param>
    /// <param name="noise">Where the sample of z comes from.</param>
    /// <returns>[batch].</returns>
    /// <exception cref="ArgumentException">The decoder's observations have another shape.</exception>
    public Tensor Bound(Tensor x, RandomStream noise) => elbo.Bound(this, x, noise);

    /// <summary>Minus the bound of <see cref="Objective"/>, averaged over the batch: what training minimises.</summary>
    public Tensor Loss(Batch batch, RandomStream noise) => -Objective.Bound(this, batch.Images, noise, batch.Step).Mean();

    /// <summary>Refuses observations that the decoder's likelihood does not have, before training.</summary>
    /// <param name="data">Observations.</param>
    /// <exception cref="ArgumentException">A number is not one of <see cref="IDecoder.Observations"/>.</exception>
    public void CheckData(Dataset data) => DataCheck.Numbers(data, Decoder.GetType().Name, Decoder.Observations);

    /// <summary>−ELBO in nats, averaged over a whole data set.</summary>
    /// <param name="data">Observations.</param>
    /// <param name="rng">Where the samples of z come from.</param>
    /// <param name="batchSize">Observations at a time.</param>
    /// <exception cref="ArgumentException">There are no observations.</exception>
    public double NegativeElbo(Dataset data, RandomStream rng, int batchSize = 1000) => DataAverage.Of(data, batchSize, Device, batch => -Bound(batch.Images, rng).Sum());

    /// <summary>New observations: z ~ p(z), then the mean of p(x|z).</summary>
    /// <param name="count">How many.</param>
    /// <param name="rng">Where z comes from.</param>
    /// <returns>[count, features].</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one is asked for.</exception>
    public Tensor Sample(int count, RandomStream rng)
    {
        Require.Positive(count, nameof(count));
        using var scope = new Scope();
        return Decoder.Decode(rng.Normal([count, Latent], Device)).Mean.Keep();
    }

    /// <summary>The mean of p(x|z) at z = the mean of q(z|x).</summary>
    /// <param name="x">Observations, [batch, features].</param>
    /// <returns>[batch, features].</returns>
    public Tensor Reconstruct(Tensor x)
    {
        using var scope = new Scope();
        return Decoder.Decode(Encoder.Encode(x).Mean).Mean.Keep();
    }

    /// <summary>The way between pairs of observations through the latent space, in equal steps of z.</summary>
    /// <param name="from">Starts, [pairs, features].</param>
    /// <param name="to">Ends, [pairs, features].</param>
    /// <param name="steps">Pictures for each pair, both ends included; at least 2.</param>
    /// <returns>[pairs·steps, features], pair by pair.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or fewer than two steps are asked for.</exception>
    public Tensor Walk(Tensor from, Tensor to, int steps) => LatentWalk.Between(from, to, steps, x => Encoder.Encode(x).Mean, z => Decoder.Decode(z).Mean);
}
