using Engine.Operations;

namespace Engine.Models;

/// <summary>
/// With noise, each element becomes 0 with a probability p and 1/(1 − p) times itself otherwise, so that its mean stays;
/// without noise, the identity. Srivastava et al., JMLR 15 (2014).
/// </summary>
/// <param name="probability">p, from 0 to 1; 1 leaves zeros only.</param>
/// <exception cref="ArgumentOutOfRangeException">p is not a probability.</exception>
public sealed class Dropout(double probability) : Layer
{
    /// <summary>Chance of an element to be dropped.</summary>
    public double Probability { get; } = Require.Probability(probability, nameof(probability));

    /// <inheritdoc/>
    public override bool ActsRowByRow => true;

    /// <summary>x with elements dropped, or x itself if there is no noise.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="noise">Chooses the elements; null to evaluate.</param>
    /// <returns>A tensor of x's shape.</returns>
    public override Tensor Forward(Tensor x, RandomStream? noise = null) =>
        noise is null ? x : x.Zip(noise.Uniform(x.Shape, x.Device), new Drop(Probability));
}
