namespace Engine.Models;

/// <summary>One of K classes as a vector that holds a 1 at its place: the last axis is the event.</summary>
public sealed class OneHotCategorical : Distribution
{
    private OneHotCategorical(Categorical labels) : base(labels.BatchShape, labels.Device, labels.Validates, [labels.Classes]) => Labels = labels;

    /// <summary>The same distribution of class numbers.</summary>
    public Categorical Labels { get; }

    /// <inheritdoc/>
    public override Constraint Support => Constraint.OneHot;

    /// <summary>The classes' probabilities p.</summary>
    public override Tensor Mean => Labels.Probabilities;

    /// <summary>p(1 − p).</summary>
    public override Tensor Variance => Labels.Probabilities * (1 - Labels.Probabilities);

    /// <summary>From log-probabilities up to a constant.</summary>
    /// <inheritdoc cref="Categorical.FromLogits"/>
    public static OneHotCategorical FromLogits(Tensor logits, bool validate = true) => new(Categorical.FromLogits(logits, validate));

    /// <summary>From the classes' probabilities.</summary>
    /// <inheritdoc cref="Categorical.FromProbabilities"/>
    public static OneHotCategorical FromProbabilities(Tensor probabilities, bool validate = true) => new(Categorical.FromProbabilities(probabilities, validate));

    /// <inheritdoc/>
    public override Tensor Entropy() => Labels.Entropy();

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new OneHotCategorical((Categorical)Labels.With(map));

    /// <inheritdoc/>
    protected override Tensor Draw(RandomStream rng, Shape sampleShape) => Labels.Sample(rng, sampleShape).OneHot(Labels.Classes);

    /// <summary>Σ xₖ ln pₖ, where 0·ln 0 = 0.</summary>
    protected override Tensor LogDensity(Tensor value) => value.ChainWith(Labels.LogProbabilities).Sum(-1);
}
