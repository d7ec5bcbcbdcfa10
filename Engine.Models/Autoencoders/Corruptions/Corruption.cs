namespace Engine.Models;

/// <summary>Something random that is done to observations, to each number independently.</summary>
public abstract class Corruption
{
    /// <summary>What it does on average.</summary>
    public abstract CorruptionMoments Moments { get; }

    /// <summary>The observations, corrupted.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="noise">Where the randomness comes from.</param>
    /// <returns>A tensor of x's shape on its device.</returns>
    public abstract Tensor Apply(Tensor x, RandomStream noise);
}
