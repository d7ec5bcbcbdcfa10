namespace Engine.Models;

/// <summary>
/// A one-hot variable made smooth (Gumbel softmax, concrete): softmax((logits + ε)/T) with Gumbel noise ε, which tends to one-hot
/// vectors as the temperature T falls. Maddison, Mnih, Teh, arXiv:1611.00712; Jang, Gu, Poole, arXiv:1611.01144.
/// </summary>
public sealed class RelaxedOneHotCategorical : Distribution
{
    /// <param name="temperature">T &gt; 0, of a shape that broadcasts with the batch.</param>
    /// <param name="logits">Log-probabilities up to a constant, [..., K].</param>
    /// <param name="validate">See <see cref="Distribution(Shape, Device, bool, Shape)"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, the devices differ, or a number is out of range.</exception>
    public RelaxedOneHotCategorical(Tensor temperature, Tensor logits, bool validate = true)
        : base(Shape.Broadcast(temperature.Shape, Events.Batch(nameof(logits), logits)), Check.SameDevice(nameof(RelaxedOneHotCategorical), temperature, logits), validate, [logits.Shape[-1]])
    {
        if (validate)
        {
            Constraint.Positive.Check(nameof(temperature), temperature);
            Constraint.Vectors.Check(nameof(logits), logits);
        }
        (Temperature, Logits) = (temperature, logits);
    }

    /// <summary>T, as given: not broadcast.</summary>
    public Tensor Temperature { get; }

    /// <summary>The logits as given, [..., K].</summary>
    public Tensor Logits { get; }

    /// <inheritdoc/>
    public override bool IsReparameterized => true;

    /// <inheritdoc/>
    public override Constraint Support => Constraint.Simplex;

    /// <inheritdoc/>
    public override Tensor Mean => throw Without("mean");

    /// <inheritdoc/>
    public override Tensor Variance => throw Without("variance");

    private Tensor RowTemperature => Temperature.Unsqueeze(-1);

    /// <summary>softmax((logits + ε)/T) with Gumbel noise ε.</summary>
    /// <inheritdoc/>
    public override Tensor Rsample(RandomStream rng, Shape sampleShape = default) =>
        ((Logits + Noise.Gumbel(rng, SampledShape(sampleShape), Device)) / RowTemperature).Softmax();

    /// <inheritdoc/>
    public override Tensor Entropy() => throw Without("entropy");

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => new RelaxedOneHotCategorical(map(Temperature), map(Logits), Validates);

    /// <summary>ln Γ(K) + (K − 1)·ln T + Σ (dₖ − ln xₖ) − K·ln Σ exp dₖ with dₖ = logitₖ − T·ln xₖ; a 0 counts as the smallest normal number.</summary>
    protected override Tensor LogDensity(Tensor value)
    {
        var classes = EventShape[0];
        var log = value.Clamp(Densities.SmallestNormal(Device), 1).Log();
        var d = Logits - RowTemperature * log;
        var logFactorial = Enumerable.Range(1, classes - 1).Sum(k => Math.Log(k));
        return (d - log).Sum(-1) - d.LogSumExp(-1) * classes + Temperature.Log() * (classes - 1) + logFactorial;
    }
}
