using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>
/// Sine and cosine over any float lane: x less the nearest multiple of π (for the cosine: odd multiple of π/2) leaves
/// |r| ≤ π/2, and both functions are ±sin r. Accurate to the last bits, near the zeros too, for |x| ≤ 1e5; with a fused
/// multiply-add the absolute error stays below 4e-6 up to 2²². Larger arguments would need π to more digits than is worth
/// its price here: the sine and cosine of |x| &gt; 2²² are returned as zeros, and NaN for ±∞.
/// </summary>
internal static class Trigonometric
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private const double Limit = 4194304;

    /// <summary>sin x.</summary>
    [MethodImpl(Inline)]
    public static L Sin<L>(L x) where L : struct, ILane<L>
    {
        var n = L.Round(x * L.Of(1 / Math.PI));
        // The sign of a zero x would be lost in the remainder.
        return L.IfEqual(x, L.Of(0), x, AlternatingSine(x, n, n));
    }

    /// <summary>cos x = −(−1)ⁿ·sin(x − (n + ½)π).</summary>
    [MethodImpl(Inline)]
    public static L Cos<L>(L x) where L : struct, ILane<L>
    {
        var n = L.Round(L.MulAdd(x, L.Of(1 / Math.PI), L.Of(-0.5)));
        var y = -AlternatingSine(x, n, n + L.Of(0.5));
        // cos x = 1 − x²/2 rounds to 1.
        return L.IfLess(L.Abs(x), L.Of(2.4e-4), L.Of(1), y);
    }

    /// <summary>sin(πr) for |r| ≤ ½.</summary>
    [MethodImpl(Inline)]
    internal static L SinPi<L>(L r) where L : struct, ILane<L>
    {
        // Minimax on 0 ≤ r ≤ ½ for the relative error of sin(πr), 5.3e-9.
        var q = r * r;
        var p = L.MulAdd(L.Of(0.0775603914), q, L.Of(-0.598242129));
        p = L.MulAdd(p, q, L.Of(2.55006973));
        p = L.MulAdd(p, q, L.Of(-5.16770968));
        return r * L.MulAdd(p, q, L.Of(3.14159264));
    }

    /// <summary>(−1)ⁿ·sin(x − multiple·π).</summary>
    [MethodImpl(Inline)]
    private static L AlternatingSine<L>(L x, L n, L multiple) where L : struct, ILane<L>
    {
        var r = Remainder(x, multiple);
        // Minimax on 0 ≤ r ≤ π/2 for the relative error of sin r = r + r³·p(r²), 6.1e-9.
        var q = r * r;
        var p = L.MulAdd(L.Of(2.60572098e-06), q, L.Of(-0.000198095777));
        p = L.MulAdd(p, q, L.Of(0.00833306593));
        p = L.MulAdd(p, q, L.Of(-0.166666595));
        var sine = L.MulAdd(p * q, r, r);
        var half = n * L.Of(0.5);
        return L.IfEqual(L.Floor(half), half, sine, -sine);
    }

    /// <summary>
    /// x − multiple·π with π in six parts (Cody and Waite). The first five have 8 bits: their products with multiples up to
    /// 33,155½ are exact without a fused instruction too. The subtractions of the third and fourth round; what they lose is
    /// kept apart and added at the end. Where a multiple could have lost its last bits the remainder is 0 instead.
    /// </summary>
    [MethodImpl(Inline)]
    private static L Remainder<L>(L x, L multiple) where L : struct, ILane<L>
    {
        var second = L.MulAdd(multiple, L.Of(-0.000965118408203125), L.MulAdd(multiple, L.Of(-3.140625), x));
        var third = L.MulAdd(multiple, L.Of(-0.0000025331974029541015625), second);
        var fourth = L.MulAdd(multiple, L.Of(-1.979060471057891845703125e-9), third);
        var lostByThird = L.MulAdd(multiple, L.Of(-0.0000025331974029541015625), second - third);
        var lostByFourth = L.MulAdd(multiple, L.Of(-1.979060471057891845703125e-9), third - fourth);
        var rest = L.MulAdd(multiple, L.Of(-1.0780605716316238e-14), L.MulAdd(multiple, L.Of(-5.115907697472721338272095e-12), lostByFourth));
        return L.IfLess(L.Of(Limit), L.Abs(x), x - x, fourth + (rest + lostByThird));
    }
}
