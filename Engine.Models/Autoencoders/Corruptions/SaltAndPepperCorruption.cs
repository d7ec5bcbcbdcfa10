namespace Engine.Models;

/// <summary>Each number becomes 0 with probability p/2, 1 with probability p/2, and stays as it is otherwise: for numbers in [0, 1].</summary>
/// <param name="probability">p, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">p is not a probability.</exception>
public sealed class SaltAndPepperCorruption(double probability) : Corruption
{
    /// <summary>Chance of a number to be replaced.</summary>
    public double Probability { get; } = Require.Probability(probability, nameof(probability));

    /// <inheritdoc/>
    public override CorruptionMoments Moments => new(1 - Probability, Probability / 2, 1 - Probability, Probability / 2);

    /// <inheritdoc/>
    public override Tensor Apply(Tensor x, RandomStream noise)
    {
        var uniform = noise.Uniform(x.Shape, x.Device);
        var salted = Elementwise.Where(uniform.Less(Probability / 2), Tensor.Of(1, x.Device), x);
        return Elementwise.Where(uniform.Less(1 - Probability / 2), salted, Tensor.Of(0, x.Device));
    }
}
