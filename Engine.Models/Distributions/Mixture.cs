namespace Engine.Models;

/// <summary>A draw from one of K distributions, chosen by weight: of density Σ πₖ·pₖ(x).</summary>
public sealed class Mixture : Distribution
{
    /// <param name="weights">π, a categorical distribution with K classes.</param>
    /// <param name="components">The distributions along the last batch axis of one, which is of length K; it checks values itself.</param>
    /// <exception cref="ArgumentException">The shapes or devices do not fit.</exception>
    public Mixture(Categorical weights, Distribution components)
        : base(Batch(weights, components), components.Device, validate: false, components.EventShape) => (Weights, Components) = (weights, components);

    /// <summary>π.</summary>
    public Categorical Weights { get; }

    /// <summary>The pₖ, along the last batch axis.</summary>
    public Distribution Components { get; }

    /// <inheritdoc/>
    public override Constraint Support => Components.Support;

    /// <summary>m = Σ πₖmₖ.</summary>
    public override Tensor Mean => Average(Components.Mean);

    /// <summary>Σ πₖ(vₖ + (mₖ − m)²).</summary>
    public override Tensor Variance => Average(Components.Variance + (Components.Mean - Mean.Unsqueeze(BatchShape.Rank)).Square());

    /// <summary>Σ πₖ·Cdfₖ.</summary>
    /// <inheritdoc/>
    public override Tensor Cdf(Tensor value) =>
        EventShape.Rank == 0 ? (Components.Cdf(ForEach(value)) * Weights.Probabilities).Sum(-1) : throw Without("cumulative distribution function");

    /// <inheritdoc/>
    public override Tensor Entropy() => throw Without("entropy");

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new Mixture((Categorical)Weights.With(map), Components.With(map));

    /// <inheritdoc/>
    protected override Tensor Draw(RandomStream rng, Shape sampleShape)
    {
        var weights = Weights.Probabilities.StopGradient().Expand(Components.BatchShape);
        var chosen = rng.Categorical(weights, sampleShape).OneHot(Weights.Classes);
        var draws = Components.Sample(rng, sampleShape);
        return Elementwise.Where(AtEvents(chosen), draws, draws.Like(0)).Sum(-1 - EventShape.Rank);
    }

    /// <inheritdoc/>
    protected override Tensor LogDensity(Tensor value) => (Components.LogProb(ForEach(value)) + Weights.LogProbabilities).LogSumExp(-1);

    /// <summary>The value with an axis for the components, before those of the event.</summary>
    private Tensor ForEach(Tensor value)
    {
        var whole = value.Expand(Shape.Broadcast(value.Shape, Shape));
        return whole.Unsqueeze(whole.Rank - EventShape.Rank);
    }

    private Tensor Average(Tensor x) => (x * AtEvents(Weights.Probabilities)).Sum(-1 - EventShape.Rank);

    /// <summary>One number a component, with axes of length 1 for the event.</summary>
    private Tensor AtEvents(Tensor x) => x.Reshape(Shape.Create([.. x.Shape, .. Enumerable.Repeat(1, EventShape.Rank)]));

    private static Shape Batch(Categorical weights, Distribution components)
    {
        if (weights.Device != components.Device) throw new ArgumentException($"weights are on {weights.Device}, components on {components.Device}; expected one device.", nameof(components));
        if (components.BatchShape.Rank == 0 || components.BatchShape[-1] != weights.Classes)
            throw new ArgumentException($"components has batch shape {components.BatchShape}; expected [..., {weights.Classes}], one for each class of the weights.", nameof(components));
        var batch = Events.Without(components.BatchShape, 1);
        return weights.BatchShape.BroadcastsTo(batch) ? batch
            : throw new ArgumentException($"weights has batch shape {weights.BatchShape}; expected one that broadcasts to {batch}, the components' without their last axis.", nameof(weights));
    }
}
