using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>
/// y = p − q + q·ln(q/p) with q = eᵃ and p = eᵇ: one class's part of KL(q‖p), which is never negative; over all classes
/// p − q adds up to 0. ∂y/∂a = q(a − b), ∂y/∂b = p − q. A class with q = 0 has y = p; p = 0 &lt; q gives ∞.
/// </summary>
/// <remarks>With r = b − a it is q·(eʳ − 1 − r), which cancels less near r = 0 than a sum of q·ln(q/p).</remarks>
[Domain(-3, 3)]
public readonly struct RelativeEntropyTerm : IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L a, L b) where L : struct, ILane<L>
    {
        var (r, q, p) = (b - a, L.Exp(a), L.Exp(b));
        var near = q * (L.Expm1(r) - r);
        var far = p - q - q * r;        // eʳ may overflow where q is tiny
        return L.IfEqual(q, L.Of(0), p, L.IfLess(L.Abs(r), L.Of(1), near, far));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeA<L>(L a, L b, L y) where L : struct, ILane<L>
    {
        var q = L.Exp(a);
        return L.IfEqual(q, L.Of(0), L.Of(0), q * (a - b));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L SlopeB<L>(L a, L b, L y) where L : struct, ILane<L>
    {
        var (r, q) = (b - a, L.Exp(a));
        return L.IfLess(L.Abs(r), L.Of(1), q * L.Expm1(r), L.Exp(b) - q);
    }
}
