namespace Engine.Models;

/// <summary>
/// A model with several layers of latent variables, p(x|z₁)·p(z₁|z₂)…p(z_L) with p(z_L) = N(0, I), and an inference from below,
/// q(z₁|x)·q(z₂|z₁)…: Rezende, Mohamed &amp; Wierstra, arXiv:1401.4082, eq. 1–5, for the model; Burda, Grosse &amp; Salakhutdinov,
/// arXiv:1509.00519, eq. 3–4, for the inference, which can be exact: given z₁, z₂ does not depend on x.
/// </summary>
public sealed class DeepLatentGaussian : Module, ITrainable, ILatentVariableModel
{
    /// <summary>A model from its layers.</summary>
    /// <param name="inference">x ↦ q(z₁|x), z₁ ↦ q(z₂|z₁), …: from the lowest layer to the top; modules too.</param>
    /// <param name="generation">z₂ ↦ p(z₁|z₂), z₃ ↦ p(z₂|z₃), …: from the lowest to the top, one fewer; modules too.</param>
    /// <param name="decoder">z₁ ↦ p(x|z₁); a module too.</param>
    /// <param name="latent">Dimensions of z_L; those of the top inference, if it is a <see cref="NormalEncoder"/>.</param>
    /// <exception cref="ArgumentException">The numbers of layers do not fit, a part is not a module, or the latent dimensions are not known.</exception>
    public DeepLatentGaussian(IReadOnlyList<IEncoder> inference, IReadOnlyList<IEncoder> generation, IDecoder decoder, int? latent = null)
    {
        if (inference.Count == 0 || generation.Count != inference.Count - 1)
            throw new ArgumentException($"{inference.Count} layers of inference and {generation.Count} of generation were given; expected at least 1, and one fewer.", nameof(generation));
        Latent = latent ?? (inference[^1] as NormalEncoder)?.Latent
            ?? throw new ArgumentException($"The latent dimensions of a {inference[^1].GetType().Name} are not known: name them.", nameof(latent));
        for (var i = 0; i < inference.Count; i++) Register($"inference{i + 1}", AsModule(inference[i], nameof(inference)));
        for (var i = 0; i < generation.Count; i++) Register($"generation{i + 1}", AsModule(generation[i], nameof(generation)));
        Register("decoder", AsModule(decoder, nameof(decoder)));
        Layers = inference.Count;
    }

    /// <summary>L.</summary>
    public int Layers { get; }

    /// <summary>Dimensions of z_L.</summary>
    public int Latent { get; }

    /// <summary>z₁ ↦ p(x|z₁).</summary>
    public IDecoder Decoder => (IDecoder)GetChild<Module>("decoder");

    /// <summary>The bound that training makes large: unless given, the evidence lower bound with a divergence from the sample, since p(z₁|z₂) depends on z₁ through z₂.</summary>
    public LatentObjective Objective { get; init; } = new LatentElbo { Divergence = LatentDivergence.MonteCarlo };

    /// <summary>z₁ first.</summary>
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The decoder's observations have another shape.</exception>
    public LatentPass Pass(Tensor x, RandomStream noise, Shape sampleShape = default, Func<Tensor, Tensor>? path = null)
    {
        var (posteriors, samples) = (new Distribution[Layers], new Tensor[Layers]);
        for (var i = 0; i < Layers; i++)
        {
            posteriors[i] = Inference(i).Encode(i == 0 ? x : samples[i - 1], noise);
            var z = posteriors[i].Rsample(noise, i == 0 ? sampleShape : default);
            samples[i] = path is null ? z : path(z);
        }
        var likelihood = Decoder.Likelihood(samples[0], x, noise);
        var draws = Enumerable.Range(0, Layers).Select(i => i == Layers - 1
            ? new LatentDraw(posteriors[i], StandardNormal.Like(posteriors[i]), samples[i])
            : new LatentDraw(posteriors[i], Generation(i).Encode(samples[i + 1], noise), samples[i], priorFromSample: true));
        return new([.. draws], likelihood, x);
    }

    /// <summary>Minus the bound of <see cref="Objective"/>, averaged over the batch: what training minimises.</summary>
    public Tensor Loss(Batch batch, RandomStream noise) => -Objective.Bound(this, batch.Images, noise, batch.Step).Mean();

    /// <summary>Refuses observations that the decoder's likelihood does not have, before training.</summary>
    /// <param name="data">Observations.</param>
    /// <exception cref="ArgumentException">A number is not one of <see cref="IDecoder.Observations"/>.</exception>
    public void CheckData(Dataset data) => DataCheck.Numbers(data, Decoder.GetType().Name, Decoder.Observations);

    /// <summary>New observations: z_L ~ N(0, I), down to z₁ ~ p(z₁|z₂), then the mean of p(x|z₁).</summary>
    /// <param name="count">How many.</param>
    /// <param name="rng">Where all z come from.</param>
    /// <returns>[count, features].</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one is asked for.</exception>
    public Tensor Sample(int count, RandomStream rng)
    {
        Require.Positive(count, nameof(count));
        using var scope = new Scope();
        var z = rng.Normal([count, Latent], Device);
        for (var i = Layers - 2; i >= 0; i--) z = Generation(i).Encode(z).Sample(rng);
        return Decoder.Decode(z).Mean.Keep();
    }

    private IEncoder Inference(int layer) => (IEncoder)GetChild<Module>($"inference{layer + 1}");

    private IEncoder Generation(int layer) => (IEncoder)GetChild<Module>($"generation{layer + 1}");

    private static Module AsModule(object part, string name) =>
        part as Module ?? throw new ArgumentException($"{part.GetType().Name} is not a Module.", name);
}
