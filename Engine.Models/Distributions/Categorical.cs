using Engine.Operations;

namespace Engine.Models;

/// <summary>One of K classes, 0 … K − 1; the parameters' last axis holds the classes.</summary>
public sealed class Categorical : Distribution
{
    private static readonly Constraint logWeights = new RowConstraint(
        new ElementConstraint(x => x < double.PositiveInfinity, "finite numbers or -∞"), row => row.Any(double.IsFinite), "a class that is possible");

    private Categorical(Tensor logits, bool validate) : base(Shape.Create(logits.Shape.AsSpan()[..^1]), logits.Device, validate) => Logits = logits;

    /// <summary>Log-probabilities up to a constant for each row, [..., K].</summary>
    public Tensor Logits { get; }

    /// <summary>K.</summary>
    public int Classes => Logits.Shape[-1];

    /// <summary>The classes' probabilities, [..., K].</summary>
    public Tensor Probabilities => Logits.Softmax();

    /// <inheritdoc/>
    public override Constraint Support => Constraint.WholeBelow(Classes);

    /// <summary>The class number's expected value, Σ k·pₖ.</summary>
    public override Tensor Mean => (Probabilities * Numbers).Sum(-1);

    /// <summary>The class number's variance, Σ pₖ(k − m)².</summary>
    public override Tensor Variance => (Probabilities * (Numbers - Mean.Unsqueeze(-1)).Square()).Sum(-1);

    /// <summary>ln pₖ.</summary>
    internal Tensor LogProbabilities => Logits.LogSoftmax();

    private Tensor Numbers => Tensor.Arange(Classes, Device);

    /// <summary>From log-probabilities up to a constant: what a network's last layer gives.</summary>
    /// <param name="logits">Shape [..., K]: numbers or −∞ (an impossible class), not all −∞ in a row.</param>
    /// <param name="validate">
    /// See <see cref="Distribution(Shape, Device, bool, Shape)"/>. Without it, a value that is no class has log-probability 0.
    /// </param>
    /// <exception cref="ArgumentException">They are not such.</exception>
    public static Categorical FromLogits(Tensor logits, bool validate = true)
    {
        CheckClasses(nameof(logits), logits);
        if (validate) logWeights.Check(nameof(logits), logits);
        return new(logits, validate);
    }

    /// <summary>From the classes' probabilities, which are normalised: what is left of rounding in their sum is divided out.</summary>
    /// <param name="probabilities">Shape [..., K]: numbers ≥ 0 that add up to 1 in each row, to 1e-4.</param>
    /// <param name="validate">See <see cref="FromLogits"/>.</param>
    /// <exception cref="ArgumentException">They are not such.</exception>
    public static Categorical FromProbabilities(Tensor probabilities, bool validate = true)
    {
        CheckClasses(nameof(probabilities), probabilities);
        if (validate) Constraint.Simplex.Check(nameof(probabilities), probabilities);
        return new(probabilities.Log(), validate);
    }

    /// <summary>−Σ pₖ ln pₖ, where 0·ln 0 = 0.</summary>
    public override Tensor Entropy() => LogProbabilities.Map<EntropyTerm>().Sum(-1);

    /// <inheritdoc/>
    protected internal override Distribution With(Func<Tensor, Tensor> map) => FromLogits(map(Logits), Validates);

    /// <inheritdoc/>
    protected override Tensor Draw(RandomStream rng, Shape sampleShape) => rng.Categorical(Logits.StopGradient().Softmax(), sampleShape);

    /// <summary>ln pₖ of each label k: chosen, not multiplied by 0, for the others may be −∞.</summary>
    protected override Tensor LogDensity(Tensor value)
    {
        var isLabel = value.StopGradient().Unsqueeze(-1).Equal(Numbers);
        var logs = LogProbabilities;
        return Elementwise.Where(isLabel, logs, logs.Like(0)).Sum(-1);
    }

    internal static void CheckClasses(string argument, Tensor tensor)
    {
        if (tensor.Rank == 0 || tensor.Shape[-1] == 0)
            throw new ArgumentException($"{argument} has shape {tensor.Shape}; expected [..., classes] with at least one class.", argument);
    }
}
