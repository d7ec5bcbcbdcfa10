using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>
/// Sine and cosine over any float lane: x less the nearest multiple of π (for the cosine: odd multiple of π/2) leaves
/// |r| ≤ π/2, and both functions are ±sin r. A result is accurate to the last bits for |x| ≤ 1e5; beyond that its absolute
/// error grows (see docs/accuracy.md) and from |x| = 2²² on it only stays within [−1, 1].
/// </summary>
internal static class Trigonometric
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

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
        return -AlternatingSine(x, n, n + L.Of(0.5));
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
    /// x − multiple·π with π in five parts (Cody and Waite). The first four have 9 bits, so that their products with
    /// multiples up to 2¹⁵ are exact without a fused instruction too. Where the multiple itself has lost its last bits the
    /// remainder is 0.
    /// </summary>
    [MethodImpl(Inline)]
    private static L Remainder<L>(L x, L multiple) where L : struct, ILane<L>
    {
        var r = L.MulAdd(multiple, L.Of(-3.140625), x);
        r = L.MulAdd(multiple, L.Of(-0.0009670257568359375), r);
        r = L.MulAdd(multiple, L.Of(-6.2771141529083251953e-7), r);
        r = L.MulAdd(multiple, L.Of(-1.2141754268668591976e-10), r);
        r = L.MulAdd(multiple, L.Of(-1.2446744343793226785e-13), r);
        return L.IfLess(L.Of(4194304), L.Abs(x), x - x, r);
    }
}
