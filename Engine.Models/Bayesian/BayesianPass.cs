namespace Engine.Models;

/// <summary>
/// One pass through a network whose weights are random: the reparameterization sampler w = μ + softplus(ρ)·ε with a random stream of
/// its own. Handed to <see cref="Layer.Forward"/> as its noise, it gives every <see cref="BayesianLayer"/> one draw of its
/// weights, adds up what the draws cost, KL(q(w) ‖ p(w)), and so is one network drawn from the posterior.
/// </summary>
/// <remarks>
/// <para>A layer draws when the pass first comes to it and keeps the draw until the pass is dropped: called again, it has
/// the same weights, and its divergence counts once. <see cref="DrawAll"/> draws all layers at once.</para>
/// <para>The draws belong to the tape or scope that is open when they are made. A function that is evaluated many times, such as one line
/// of a fan of functions, is drawn in the outermost scope.</para>
/// Kingma &amp; Welling, arXiv:1312.6114, §2.4; Blundell et al., <i>Weight Uncertainty in Neural Networks</i>, ICML 2015, §3.2.
/// </remarks>
public sealed class BayesianPass : RandomStream
{
    private readonly RandomState start;
    private readonly OrderedDictionary<BayesianLayer, LayerDraw> draws = new(ReferenceEqualityComparer.Instance);
    private BayesianPass[]? single;

    /// <summary>A pass with a stream that is forked from another.</summary>
    /// <param name="noise">Advances by one block.</param>
    /// <param name="countsDivergence">Whether the layers work out their divergences; prediction has no use for them.</param>
    public BayesianPass(RandomStream noise, bool countsDivergence = true) : this(noise.Fork().State, countsDivergence, isMirrored: false) { }

    /// <summary>A pass for prediction.</summary>
    /// <param name="noise">Advances by one block.</param>
    /// <param name="deviations">Those of the network's posteriors.</param>
    /// <param name="networks">How many networks are drawn at once: the examples of a batch are those of each network, one under the other.</param>
    /// <param name="apartRows">The rows of each network, if layers may draw their outputs instead of weights for as many; else 0.</param>
    internal BayesianPass(RandomStream noise, Deviations deviations, int networks = 1, int apartRows = 0) : this(noise, countsDivergence: false) =>
        (Deviations, Networks, ApartRows) = (deviations, networks, apartRows);

    private BayesianPass(RandomState start, bool countsDivergence, bool isMirrored) : base(start) =>
        (this.start, CountsDivergence, IsMirrored) = (start, countsDivergence, isMirrored);

    /// <summary>Whether the layers work out their divergences.</summary>
    public bool CountsDivergence { get; }

    /// <summary>Whether every ε is turned to −ε.</summary>
    public bool IsMirrored { get; }

    /// <summary>The posteriors' deviations, worked out once for many passes; null in training, where they change.</summary>
    internal Deviations? Deviations { get; }

    /// <summary>How many networks the pass draws.</summary>
    internal int Networks { get; } = 1;

    /// <summary>
    /// The rows of each network, if each may have weights of its own: there is one, or nobody asks for more; and every layer is called once.
    /// A layer may then draw its outputs instead of weights. Else 0.
    /// </summary>
    internal int ApartRows { get; }

    /// <summary>What each layer drew and its divergence, in the order of the draws.</summary>
    public IEnumerable<(BayesianLayer Layer, Tensor Divergence)> Divergences =>
        CountsDivergence ? draws.Select(pair => (pair.Key, pair.Value.Divergence!)) : [];

    /// <summary>The antithetic pass: the same noise from its start, every ε turned to −ε. What is odd in ε cancels in the mean of both.</summary>
    public BayesianPass Mirrored() => new(start, CountsDivergence, !IsMirrored);

    /// <summary>Draws the weights of all Bayesian layers of a network that have not drawn yet.</summary>
    /// <param name="network">Any module.</param>
    /// <returns>This pass.</returns>
    public BayesianPass DrawAll(Module network)
    {
        foreach (var layer in BayesianLayer.In(network)) DrawOf(layer);
        return this;
    }

    /// <summary>KL(q(w) ‖ p(w)) of all weights of a network, each counted once.</summary>
    /// <param name="network">The network that the pass went through.</param>
    /// <returns>One number, in nats.</returns>
    /// <exception cref="InvalidOperationException">No weight is random, a layer took no part in the pass, or the pass does not count.</exception>
    public Tensor Divergence(Module network)
    {
        if (!CountsDivergence) throw new InvalidOperationException("This pass was made with countsDivergence: false.");
        Tensor? sum = null;
        foreach (var layer in BayesianLayer.In(network))
        {
            if (!draws.TryGetValue(layer, out var draw)) throw new InvalidOperationException($"{layer} drew no weights in this pass, so its divergence would be lost. Whatever calls it must hand on the noise that it was given, as it is; or call DrawAll first if the layer is not meant to take part.");
            sum = sum is null ? draw.Divergence : sum + draw.Divergence!;
        }
        return sum ?? throw new InvalidOperationException($"{network} has no Bayesian layer, so there is no divergence: use a loss such as Loss.CrossEntropy.");
    }

    /// <summary>w = μ + softplus(ρ)·ε.</summary>
    /// <param name="mean">μ, any shape.</param>
    /// <param name="rho">ρ, of the same shape.</param>
    /// <returns>A tensor of that shape.</returns>
    public Tensor Sample(Tensor mean, Tensor rho) => Reflect(mean, Variational.Sample(mean, rho, this));

    /// <summary>w = μ + softplus(ρ)·ε, and KL(N(μ, softplus(ρ)²) ‖ N(m, s²)) summed over all weights, in one pass over memory.</summary>
    /// <param name="mean">μ, any shape.</param>
    /// <param name="rho">ρ, of the same shape.</param>
    /// <param name="priorMean">m.</param>
    /// <param name="priorDeviation">s.</param>
    public (Tensor Sample, Tensor Divergence) Sample(Tensor mean, Tensor rho, double priorMean, double priorDeviation)
    {
        var (sample, divergence) = Variational.Sample(mean, rho, priorMean, priorDeviation, this);
        return (Reflect(mean, sample), divergence);
    }

    /// <summary>y = m + √v·ε.</summary>
    /// <param name="mean">m, any shape.</param>
    /// <param name="variance">v, of the same shape.</param>
    public Tensor SampleByVariance(Tensor mean, Tensor variance) => Reflect(mean, Variational.SampleByVariance(mean, variance, this));

    /// <summary>A draw for each network, w = μ + σ·ε: [networks, ...].</summary>
    internal Tensor SampleMany(Tensor mean, Tensor deviation) =>
        Normal(Shape.Create([Networks, .. mean.Shape]), mean.Device) * deviation + mean;

    /// <summary>A batch for each network, one under the other.</summary>
    internal Tensor Repeated(Tensor x) =>
        x.Unsqueeze(0).Expand(Shape.Create([Networks, .. x.Shape])).Reshape(x.Shape.With(0, Networks * x.Shape[0]));

    /// <summary>A layer that cannot take the networks together: one after the other, each with a pass of its own that lasts as long as this one.</summary>
    /// <param name="x">The networks' inputs one under the other, or one batch for all of them.</param>
    /// <param name="isShared">Whether x is for all networks.</param>
    /// <param name="forward">The layer.</param>
    internal Tensor OneByOne(Tensor x, bool isShared, Func<Tensor, RandomStream, Tensor> forward)
    {
        single ??= [.. Enumerable.Range(0, Networks).Select(_ => new BayesianPass(this, Deviations!))];
        var rows = x.Shape[0] / Networks;
        return TensorJoins.Concat([.. single.Select((pass, network) => forward(isShared ? x : x.Slice(0, network * rows, rows), pass))]);
    }

    /// <summary>The layer's draw: made now, or before in this pass.</summary>
    internal LayerDraw DrawOf(BayesianLayer layer)
    {
        if (!draws.TryGetValue(layer, out var draw)) draws.Add(layer, draw = layer.Draw(this));
        return draw;
    }

    /// <summary>μ + σε becomes μ − σε.</summary>
    private Tensor Reflect(Tensor mean, Tensor sample) => IsMirrored ? mean * 2 - sample : sample;
}
