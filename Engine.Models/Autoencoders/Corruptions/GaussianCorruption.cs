namespace Engine.Models;

/// <summary>A normal number of mean 0 is added to each number.</summary>
/// <param name="deviation">Its standard deviation, ≥ 0.</param>
/// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not finite.</exception>
public sealed class GaussianCorruption(double deviation) : Corruption
{
    /// <summary>Standard deviation of what is added.</summary>
    public double Deviation { get; } = Require.NotNegative(deviation, nameof(deviation));

    /// <inheritdoc/>
    public override CorruptionMoments Moments => new(1, 0, 1, Deviation * Deviation);

    /// <inheritdoc/>
    public override Tensor Apply(Tensor x, RandomStream noise) => x + Deviation * noise.Normal(x.Shape, x.Device);
}
