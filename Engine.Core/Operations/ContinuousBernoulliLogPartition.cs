using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>
/// y = A(x) = ln ∫₀¹ eˣᵗ dt = ln((eˣ − 1)/x), 0 at x = 0: the logarithm of what makes the density e^(xt) on [0, 1] integrate to 1. Its
/// slope is the mean of that density, the slope of its slope the variance.
/// </summary>
/// <remarks>
/// Up to |x| = 1 by the series x/2 + ln(sinh h/h) = x/2 + Σ (−1)ⁿ⁺¹ζ(2n)h²ⁿ/(nπ²ⁿ) with h = x/2 (DLMF 4.36.1), where the formula is 0/0;
/// eight terms leave 5e-16. Beyond, max(x, 0) + ln((1 − e^(−|x|))/|x|), which does not overflow.
/// Loaiza-Ganem &amp; Cunningham, <i>The Continuous Bernoulli</i>, arXiv:1907.06845, eq. 7, in logits.
/// </remarks>
[Domain(-3, 3)]
public readonly struct ContinuousBernoulliLogPartition : IUnaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Value<L>(L x) where L : struct, ILane<L>
    {
        var minus = Magnitude.Minus(x);
        return L.IfLess(L.Of(-1), minus, L.Of(0.5) * x + Even(x), L.Max(x, L.Of(0)) + Beyond(minus));
    }

    /// <summary>½ + Even′ near 0; else 1 + t above and −t below with t = 1/(e^|x| − 1) − 1/|x|.</summary>
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Slope<L>(L x, L y) where L : struct, ILane<L>
    {
        var minus = Magnitude.Minus(x);
        var t = L.Exp(minus) / -L.Expm1(minus) + L.Of(1) / minus;
        return L.IfLess(L.Of(-1), minus, L.Of(0.5) + EvenSlope(x), L.IfLess(x, L.Of(0), -t, L.Of(1) + t));
    }

    /// <summary>ln(sinh(x/2)/(x/2)) for |x| ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static L Even<L>(L x) where L : struct, ILane<L>
    {
        var q = x * x;
        var s = L.MulAdd(q, L.Of(-3617.0 / 170729965486080000), L.Of(1.0 / 1046139494400));
        s = L.MulAdd(q, s, L.Of(-691.0 / 15692092416000));
        s = L.MulAdd(q, s, L.Of(1.0 / 479001600));
        s = L.MulAdd(q, s, L.Of(-1.0 / 9676800));
        s = L.MulAdd(q, s, L.Of(1.0 / 181440));
        s = L.MulAdd(q, s, L.Of(-1.0 / 2880));
        return q * L.MulAdd(q, s, L.Of(1.0 / 24));
    }

    /// <summary>The slope of <see cref="Even"/>: each coefficient of x²ⁿ times 2n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static L EvenSlope<L>(L x) where L : struct, ILane<L>
    {
        var q = x * x;
        var s = L.MulAdd(q, L.Of(-16 * 3617.0 / 170729965486080000), L.Of(14.0 / 1046139494400));
        s = L.MulAdd(q, s, L.Of(-12 * 691.0 / 15692092416000));
        s = L.MulAdd(q, s, L.Of(10.0 / 479001600));
        s = L.MulAdd(q, s, L.Of(-8.0 / 9676800));
        s = L.MulAdd(q, s, L.Of(6.0 / 181440));
        s = L.MulAdd(q, s, L.Of(-4.0 / 2880));
        return x * L.MulAdd(q, s, L.Of(2.0 / 24));
    }

    /// <summary>ln((1 − e^(−a))/a) of −a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static L Beyond<L>(L minus) where L : struct, ILane<L> => L.Log(-L.Expm1(minus)) - L.Log(-minus);
}
