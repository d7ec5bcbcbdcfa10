namespace Engine.Models;

/// <summary>
/// A conditional variational autoencoder: p(x|y) = ∫ p(x|z, y) p(z|y) dz, trained by the evidence lower bound with q(z|x, y).
/// Kingma et al., <i>Semi-supervised Learning with Deep Generative Models</i>, arXiv:1406.5298 (y a class); Sohn, Lee &amp; Yan,
/// <i>Learning Structured Output Representation using Deep Conditional Generative Models</i>, NIPS 2015 (y a part of an image).
/// </summary>
public sealed class ConditionalVae : Module, ITrainable, IReportsTraining
{
    private static readonly LatentElbo elbo = new();

    /// <summary>An autoencoder from its parts.</summary>
    /// <param name="condition">How examples are taken apart into y and x.</param>
    /// <param name="encoder">[x, y] ↦ q(z|x, y), of inputs [batch, features + condition]; a <see cref="Module"/> too.</param>
    /// <param name="decoder">[z, y] ↦ p(x|z, y), of inputs [..., batch, latent + condition]; a <see cref="Module"/> too.</param>
    /// <param name="prior">y ↦ p(z|y), of inputs [batch, condition]; a <see cref="Module"/> too. Null for N(0, I), whatever y is.</param>
    /// <param name="latent">Dimensions of z; the encoder's, if it is a <see cref="GaussianEncoder"/>.</param>
    /// <exception cref="ArgumentException">A part is not a module, or the latent dimensions are not known.</exception>
    public ConditionalVae(ICondition condition, IEncoder encoder, IDecoder decoder, IEncoder? prior = null, int? latent = null)
    {
        Condition = condition;
        Latent = latent ?? (encoder as GaussianEncoder)?.Latent
            ?? throw new ArgumentException($"The latent dimensions of a {encoder.GetType().Name} are not known: name them.", nameof(latent));
        Register("encoder", Part(encoder, nameof(encoder)));
        Register("decoder", Part(decoder, nameof(decoder)));
        HasPriorNetwork = prior is not null;
        if (prior is not null) Register("prior", Part(prior, nameof(prior)));
    }

    /// <summary>How examples are taken apart into y and x.</summary>
    public ICondition Condition { get; }

    /// <summary>Dimensions of z.</summary>
    public int Latent { get; }

    /// <summary>[x, y] ↦ q(z|x, y).</summary>
    public IEncoder Encoder => (IEncoder)GetChild<Module>("encoder");

    /// <summary>[z, y] ↦ p(x|z, y).</summary>
    public IDecoder Decoder => (IDecoder)GetChild<Module>("decoder");

    /// <summary>y ↦ p(z|y); null for N(0, I).</summary>
    public IEncoder? Prior => HasPriorNetwork ? (IEncoder)GetChild<Module>("prior") : null;

    /// <summary>The bound that training makes large; the evidence lower bound unless given.</summary>
    public LatentObjective Objective { get; init; } = new LatentElbo();

    private bool HasPriorNetwork { get; }

    /// <summary>The model p(x, z|y) of given conditions, for any <see cref="LatentObjective"/>: <c>new Iwae(50).Bound(cvae.Given(y), x, noise)</c>.</summary>
    /// <param name="y">Conditions, [batch, condition].</param>
    /// <returns>A model of as many observations.</returns>
    /// <exception cref="ArgumentException">y has another shape.</exception>
    public ILatentVariableModel Given(Tensor y)
    {
        CheckCondition(y);
        return new GivenCondition(this, y);
    }

    /// <summary>The evidence lower bound of each observation by one sample of z: ln p(x|z, y) − KL(q(z|x, y) ‖ p(z|y)), in nats.</summary>
    /// <param name="x">Observations, [batch, features].</param>
    /// <param name="y">Their conditions, [batch, condition].</param>
    /// <param name="noise">Where the sample of z comes from.</param>
    /// <returns>[batch].</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public Tensor Bound(Tensor x, Tensor y, RandomStream noise) => elbo.Bound(Given(y), x, noise);

    /// <summary>Minus the bound of <see cref="Objective"/>, averaged over the batch: what training minimises.</summary>
    public Tensor Loss(Batch batch, RandomStream noise)
    {
        var (x, y) = Condition.Split(batch);
        return -Objective.Bound(Given(y), x, noise, batch.Step).Mean();
    }

    /// <summary>Refuses observations that the decoder's likelihood does not have, before training.</summary>
    /// <param name="data">Observations.</param>
    /// <exception cref="ArgumentException">A number is not one of <see cref="IDecoder.Observations"/>.</exception>
    public void CheckData(Dataset data) => DataCheck.Numbers(data, Decoder.GetType().Name, Decoder.Observations);

    /// <inheritdoc/>
    public TrainingReport Report(Dataset data, RandomStream rng) => LatentReport.Of(batch =>
    {
        var (x, y) = Condition.Split(batch);
        return Given(y).Pass(x, rng);
    }, data, Device).Summary;

    /// <summary>−ELBO of x given y in nats, by one sample of z an observation, averaged over a whole data set.</summary>
    /// <param name="data">Observations and what they are conditioned on.</param>
    /// <param name="rng">Where the samples of z come from.</param>
    /// <param name="batchSize">Observations at a time.</param>
    /// <exception cref="ArgumentException">There are no observations, or the condition is not in the data.</exception>
    public double NegativeElbo(Dataset data, RandomStream rng, int batchSize = 1000) => DataAverage.Of(data, batchSize, Device, batch =>
    {
        var (x, y) = Condition.Split(batch);
        return -Bound(x, y, rng).Sum();
    });

    /// <summary>New observations: z ~ p(z|y), then the mean of p(x|z, y).</summary>
    /// <param name="y">A condition for each, [count, condition].</param>
    /// <param name="rng">Where z comes from.</param>
    /// <returns>[count, features].</returns>
    /// <exception cref="ArgumentException">y has another shape.</exception>
    public Tensor Sample(Tensor y, RandomStream rng)
    {
        CheckCondition(y);
        using var scope = new Scope();
        var z = Prior is { } prior ? prior.Encode(y).Sample(rng) : rng.Normal([y.Shape[0], Latent], Device);
        return Decoder.Decode(WithCondition(z, y)).Mean.Keep();
    }

    /// <summary>What x is beside y: the mean of q(z|x, y).</summary>
    /// <param name="x">Observations, [batch, features].</param>
    /// <param name="y">Their conditions, [batch, condition].</param>
    /// <returns>[batch, latent].</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public Tensor Style(Tensor x, Tensor y)
    {
        CheckCondition(y);
        using var scope = new Scope();
        return Encode(x, y).Mean.Keep();
    }

    /// <summary>Each style under each condition: the means of p(x|z, y).</summary>
    /// <param name="z">Styles, [styles, latent].</param>
    /// <param name="y">Conditions, [conditions, condition].</param>
    /// <returns>[styles·conditions, features], style by style.</returns>
    /// <exception cref="ArgumentException">A shape is another.</exception>
    public Tensor Across(Tensor z, Tensor y)
    {
        CheckCondition(y);
        if (z.Rank != 2 || z.Shape[1] != Latent) throw new ArgumentException($"z has shape {z.Shape}; expected [styles, {Latent}].", nameof(z));
        using var scope = new Scope();
        var (styles, conditions) = (z.Shape[0], y.Shape[0]);
        var each = z.Unsqueeze(1).Expand([styles, conditions, Latent]).Reshape(styles * conditions, Latent);
        var all = y.Expand([styles, conditions, Condition.Length]).Reshape(styles * conditions, Condition.Length);
        return Decoder.Decode(WithCondition(each, all)).Mean.Keep();
    }

    private LatentPass Pass(Tensor x, Tensor y, RandomStream noise, Shape sampleShape, Func<Tensor, Tensor>? path)
    {
        var posterior = Encode(x, y, noise);
        var prior = Prior?.Encode(y, noise) ?? StandardNormal.Like(posterior);
        var z = posterior.Rsample(noise, sampleShape);
        if (path is not null) z = path(z);
        return new([new(posterior, prior, z)], Decoder.Likelihood(WithCondition(z, y), x, noise), x);
    }

    private Distribution Encode(Tensor x, Tensor y, RandomStream? noise = null) => x.Rank == 2 && x.Shape[0] == y.Shape[0]
        ? Encoder.Encode(TensorJoins.Concat([x, y], axis: -1), noise)
        : throw new ArgumentException($"x has shape {x.Shape}; expected [{y.Shape[0]}, features] for conditions of shape {y.Shape}.", nameof(x));

    /// <summary>z may have axes of samples in front; the conditions are the same for all of them.</summary>
    private Tensor WithCondition(Tensor z, Tensor y) => TensorJoins.Concat([z, y.Expand(z.Shape.With(-1, Condition.Length))], axis: -1);

    private void CheckCondition(Tensor y)
    {
        if (y.Rank != 2 || y.Shape[1] != Condition.Length) throw new ArgumentException($"y has shape {y.Shape}; expected [batch, {Condition.Length}].", nameof(y));
    }

    private static Module Part(object part, string name) => part as Module ?? throw new ArgumentException($"{part.GetType().Name} is not a Module.", name);

    /// <summary>p(x, z|y) and q(z|x, y) as functions of x.</summary>
    private sealed class GivenCondition(ConditionalVae model, Tensor y) : ILatentVariableModel
    {
        public LatentPass Pass(Tensor x, RandomStream noise, Shape sampleShape = default, Func<Tensor, Tensor>? path = null) => model.Pass(x, y, noise, sampleShape, path);
    }
}
