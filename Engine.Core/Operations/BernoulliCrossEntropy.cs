using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>
/// y = −t·ln σ(l) − (1 − t)·ln(1 − σ(l)) for a logit l and a target t; ∂y/∂l = σ(l) − t, ∂y/∂t = −l.
/// </summary>
public readonly struct BernoulliCrossEntropy : IBinaryOp
{
    // y = max(l, 0) − l·t + ln(1 + e^(−|l|)), whose first two terms are |l|·(1 − t) for l ≥ 0 and |l|·t below: in this form
    // nothing cancels, and a certain and right prediction (l = ∞, t = 1) costs 0 instead of ∞ − ∞.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L>
    {
        var size = L.Abs(a);
        var wrong = L.IfLess(a, L.Of(0), b, L.Of(1) - b);
        return L.IfEqual(wrong, L.Of(0), L.Of(0), size * wrong) + L.Log1p(L.Exp(-size));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L> => default(Sigmoid).Value(a) - b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L> => -a;
}
