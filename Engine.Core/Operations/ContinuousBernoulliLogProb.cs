using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>
/// y = ab − <see cref="ContinuousBernoulliLogPartition">A</see>(a): the log-density of b in [0, 1] under the logit a, proportional to e^(ab).
/// ∂y/∂a = b − A′(a), ∂y/∂b = a.
/// </summary>
/// <remarks>Written with the distance of b from the likelier end, so that a large logit does not cancel against its A.</remarks>
[Domain(-3, 3)]
public readonly struct ContinuousBernoulliLogProb : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L>
    {
        var minus = Magnitude.Minus(a);
        var near = a * (b - L.Of(0.5)) - ContinuousBernoulliLogPartition.Even(a);
        var far = minus * L.IfLess(a, L.Of(0), b, L.Of(1) - b) - ContinuousBernoulliLogPartition.Beyond(minus);
        return L.IfLess(L.Of(-1), minus, near, far);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => b - default(ContinuousBernoulliLogPartition).Slope(a, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => a;
}
