namespace Engine.Models;

/// <summary>Each number becomes 0 with a probability p and stays as it is otherwise.</summary>
/// <param name="probability">p, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">p is not a probability.</exception>
public sealed class MaskCorruption(double probability) : Corruption
{
    /// <summary>Chance of a number to be hidden.</summary>
    public double Probability { get; } = Require.Probability(probability, nameof(probability));

    /// <inheritdoc/>
    public override CorruptionMoments Moments => new(1 - Probability, 0, 1 - Probability, 0);

    /// <inheritdoc/>
    public override Tensor Apply(Tensor x, RandomStream noise) => x * noise.Bernoulli(1 - Probability, x.Shape, x.Device);
}
