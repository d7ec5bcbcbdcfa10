using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>
/// y = b·ln σ(a) + (1 − b)·ln σ(−a): the log-probability of an outcome b under the logit a, and minus the binary
/// cross-entropy. ∂y/∂a = b − σ(a), ∂y/∂b = a.
/// </summary>
/// <remarks>
/// Written as −w|a| − ln(1 + e^(−|a|)), where w is the weight of the less likely outcome and 0·∞ = 0: nothing overflows,
/// a sure outcome has log-probability 0 and an impossible one −∞.
/// </remarks>
[Domain(-3, 3)]
public readonly struct BernoulliLogProb : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L>
    {
        var unlikely = L.IfLess(a, L.Of(0), b, L.Of(1) - b);
        var minus = Magnitude.Minus(a);
        var atInfinity = L.IfEqual(unlikely, L.Of(0), L.Of(0), minus);      // only there: the product has the right slope by b at 0
        return L.IfLess(L.Of(double.NegativeInfinity), minus, minus * unlikely, atInfinity) - L.Log1pOfUnit(L.ExpNegative(minus));
    }

    // b − σ(a) for a < 0, else σ(−a) − (1 − b): with b = 0 or 1 neither cancels.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L>
    {
        var e = L.ExpNegative(Magnitude.Minus(a));
        var small = e / (L.Of(1) + e);
        return L.IfLess(a, L.Of(0), b - small, small - (L.Of(1) - b));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => a;
}
