using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>
/// y = Σₖ σ((a − (k − ½)/n)/b)/n over k = 1 … n: the mean of a logistic variable of location a and scale b that is rounded to the nearest
/// of 0, 1/n, …, 1, as a sum of the probabilities of at least k/n.
/// </summary>
/// <param name="steps">n: one less than the levels, which are those of four bits unless given.</param>
[Domain(0.2, 1.5)]
public readonly struct DiscretizedLogisticMean(int steps = 15) : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L>
    {
        var (sum, threshold) = (L.Of(0), L.Of(0.5));
        var n = L.Of(steps);
        for (var k = 0; k < steps; k++)
        {
            sum += default(Sigmoid).Value((a - threshold / n) / b);
            threshold += L.Of(1);
        }
        return sum / n;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => Slopes.ByDualA(this, a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => Slopes.ByDualB(this, a, b);
}
