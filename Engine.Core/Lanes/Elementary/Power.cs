using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>
/// aᵇ = 2^(b·log₂|a|) over any float lane, with log₂|a| in two floats: an error in it is multiplied by up to 128·ln 2.
/// </summary>
internal static class Power
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>aᵇ with all special values of C99, Annex F.9.4.4.</summary>
    [MethodImpl(Inline)]
    public static L Pow<L>(L a, L b) where L : struct, ILane<L>
    {
        var (zero, one, infinity) = (L.Of(0), L.Of(1), L.Of(double.PositiveInfinity));
        var y = MagnitudeToThe(L.Abs(a), b);
        y = L.IfEqual(a, zero, L.IfLess(b, zero, infinity, zero), y);
        y = L.IfEqual(L.Abs(a), infinity, L.IfLess(b, zero, zero, infinity), y);

        var whole = L.Floor(b);
        var half = b * L.Of(0.5);
        // −y where a is negative (−0 too) and b odd; NaN where a is negative and finite and b has a fraction.
        var ofNegative = L.IfEqual(L.Floor(half), half, y, L.IfEqual(whole, b, -y, y));
        y = L.IfLess(L.CopySign(one, a), zero, ofNegative, y);
        var undefined = L.IfLess(a, zero, L.IfLess(-infinity, a, L.Of(double.NaN), y), y);
        y = L.IfEqual(whole, b, y, undefined);

        y = L.IfEqual(a, a, L.IfEqual(b, b, y, b), a);
        return L.IfEqual(a, one, one, L.IfEqual(b, zero, one, y));
    }

    /// <summary>2^(b·log₂ a) for 0 &lt; a &lt; ∞.</summary>
    [MethodImpl(Inline)]
    private static L MagnitudeToThe<L>(L a, L b) where L : struct, ILane<L>
    {
        // |log₂ a| ≥ 2⁻²⁴·1.44 unless it is 0: beyond |b| = 2³⁴ every power has overflown or vanished.
        b = L.IfLess(L.Of(17179869184), b, L.Of(17179869184), b);
        b = L.IfLess(b, L.Of(-17179869184), L.Of(-17179869184), b);

        // a = 2ⁿ·m with m in [½√3, √3), and a centre c in {1, 3/2} not far from m.
        var n = L.Exponent(a);
        var m = L.Scale(a, -n);
        n = L.IfLess(L.Of(1.7320508), m, n + L.Of(1), n);
        m = L.IfLess(L.Of(1.7320508), m, m * L.Of(0.5), m);
        var c = L.IfLess(L.Of(1.2247449), m, L.Of(1.5), L.Of(1));

        // s = (m − c)/(m + c), |s| ≤ 0.101, in two floats: sHigh, and what the exact remainder of the division adds.
        var f = m - c;
        var d = m + c;
        var dLow = m - (d - c);
        var inverse = L.Of(1) / d;
        var sHigh = f * inverse;
        var back = sHigh * d;
        var sLow = (f - back - ExactProduct.Error(sHigh, d, back) - sHigh * dLow) * inverse;

        // log₂(m/c) = 2/ln 2·artanh s = 2/ln 2·s + s³·p(s²); p: minimax for the relative error of log₂(m/c), 1.1e-11.
        var q = sHigh * sHigh;
        var p = L.MulAdd(L.Of(0.418557556), q, L.Of(0.577040246));
        p = L.MulAdd(p, q, L.Of(0.961796758));
        var high = sHigh * L.Of(2.885390043258667);
        var low = ExactProduct.Error(sHigh, L.Of(2.885390043258667), high) + L.MulAdd(sHigh, L.Of(3.85192598225e-8), sLow * L.Of(2.885390043258667));
        low = L.MulAdd(p * q, sHigh, low);

        // log₂ a = n + log₂ c + log₂(m/c); log₂ 3/2 = 599/1024 + 1.563…e-6, so that the first sum is exact.
        var atCentre = n + L.IfLess(L.Of(1), c, L.Of(0.5849609375), L.Of(0));
        low += L.IfLess(L.Of(1), c, L.Of(1.56322115618e-6), L.Of(0));
        var sum = atCentre + high;
        low = high - (sum - atCentre) + low;
        var log = sum + low;
        var logLow = low - (log - sum);

        var exponent = b * log;
        var exponentLow = L.MulAdd(b, logLow, ExactProduct.Error(b, log, exponent));
        return TwoToThe(exponent, exponentLow);
    }

    /// <summary>2^(x + low) for |low| far below |x|.</summary>
    [MethodImpl(Inline)]
    private static L TwoToThe<L>(L x, L low) where L : struct, ILane<L>
    {
        low = L.IfLess(L.Of(300), L.Abs(x), L.Of(0), low);
        x = L.IfLess(L.Of(300), x, L.Of(300), x);
        x = L.IfLess(x, L.Of(-300), L.Of(-300), x);
        var n = L.Round(x);
        var r = x - n + low;
        // Minimax on |r| ≤ ½ for the relative error of 2ʳ, 2.0e-9.
        var p = L.MulAdd(L.Of(0.000153533572), r, L.Of(0.00133988751));
        p = L.MulAdd(p, r, L.Of(0.00961843737));
        p = L.MulAdd(p, r, L.Of(0.0555033247));
        p = L.MulAdd(p, r, L.Of(0.240226479));
        p = L.MulAdd(p, r, L.Of(0.693147203));
        return L.Scale(L.MulAdd(p, r, L.Of(1)), n);
    }
}
