using Engine.Operations;

namespace Engine.Models;

/// <summary>Values with normal noise of a known deviation, y = f + σ·ε: the outputs are the means.</summary>
/// <param name="deviation">σ &gt; 0, in the targets' unit. For noise that is learnt, see <see cref="PredictedNormalLikelihood"/>.</param>
/// <exception cref="ArgumentOutOfRangeException">The deviation is not positive and finite.</exception>
public sealed class NormalLikelihood(double deviation) : ILikelihood
{
    /// <summary>σ.</summary>
    public double Deviation { get; } = Require.Positive(deviation, nameof(deviation));

    /// <inheritdoc/>
    /// <param name="outputs">Means, [batch, ...].</param>
    /// <param name="targets">Values, of the same shape.</param>
    public Tensor LogProb(Tensor outputs, Tensor targets)
    {
        OutputAxes.Check(outputs, targets, outputs.Shape);
        var perExample = outputs.Shape.AsSpan()[1..].ToArray().Aggregate(1, (count, length) => count * length);
        return outputs.ZipSum<SquaredDifference>(targets, OutputAxes.Of(outputs)) * (-0.5 / Deviation / Deviation)
            - perExample * (Math.Log(Deviation) + Densities.HalfLog2Pi);
    }

    /// <inheritdoc/>
    public Distribution Of(Tensor outputs) => new Normal(outputs, outputs.Like(Deviation), validate: false);
}
