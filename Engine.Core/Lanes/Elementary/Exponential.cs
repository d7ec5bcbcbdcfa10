using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>
/// eˣ and eˣ − 1 over any float lane: x = n·ln 2 + r with |r| ≤ ½ ln 2, so eˣ = 2ⁿ·eʳ and eʳ = 1 + r + r²·q(r).
/// </summary>
internal static class Exponential
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>eˣ; overflows to +∞ above 88.72, rounds gradually into the subnormals and to 0 below −103.97.</summary>
    [MethodImpl(Inline)]
    public static L Exp<L>(L x) where L : struct, ILane<L>
    {
        x = Bounded(x);
        var n = MultiplesOfLn2(x);
        return L.Scale(ExpOfRemainder(Remainder(x, n)), n);
    }

    /// <summary>eˣ for x ≤ 0: without the check for overflow.</summary>
    [MethodImpl(Inline)]
    public static L ExpNegative<L>(L x) where L : struct, ILane<L>
    {
        x = L.IfLess(x, L.Of(-104), L.Of(-104), x);
        var n = MultiplesOfLn2(x);
        return L.Scale(ExpOfRemainder(Remainder(x, n)), n);
    }

    /// <summary>eˣ·factor, rounded once into the subnormals.</summary>
    [MethodImpl(Inline)]
    public static L ExpTimes<L>(L x, L factor) where L : struct, ILane<L>
    {
        x = Bounded(x);
        var n = MultiplesOfLn2(x);
        return L.Scale(ExpOfRemainder(Remainder(x, n)) * factor, n);
    }

    /// <summary>eˣ − 1 = 2ⁿ·((eʳ − 1) + (1 − 2⁻ⁿ)).</summary>
    [MethodImpl(Inline)]
    public static L Expm1<L>(L x) where L : struct, ILane<L>
    {
        var bounded = L.IfLess(L.Of(89), x, L.Of(89), x);
        bounded = L.IfLess(bounded, L.Of(-18), L.Of(-18), bounded);
        var n = MultiplesOfLn2(bounded);
        var y = L.Scale(ScaledExpm1(bounded, n, L.Scale(L.Of(1), -n)), n);
        // eˣ − 1 has the sign of x, the sign of zero included.
        return L.CopySign(y, x);
    }

    /// <summary>n: the whole number nearest to x/ln 2.</summary>
    [MethodImpl(Inline)]
    internal static L MultiplesOfLn2<L>(L x) where L : struct, ILane<L> => L.Round(x * L.Of(1.4426950408889634));

    /// <summary>2⁻ⁿ(eˣ − 1) for n = <see cref="MultiplesOfLn2"/>(x) and <paramref name="inverse"/> = 2⁻ⁿ.</summary>
    [MethodImpl(Inline)]
    internal static L ScaledExpm1<L>(L x, L n, L inverse) where L : struct, ILane<L>
    {
        var r = Remainder(x, n);
        // q: minimax on ±½ ln 2 for the relative error of eʳ − 1, 1.3e-8.
        var q = L.MulAdd(L.Of(0.00138825168), r, L.Of(0.00836652053));
        q = L.MulAdd(q, r, L.Of(0.0416671999));
        q = L.MulAdd(q, r, L.Of(0.166665436));
        q = L.MulAdd(q, r, L.Of(0.499999982));
        // 1 − 2⁻ⁿ + r first: where it cancels (n = ±1) it is exact.
        return L.MulAdd(q, r * r, L.Of(1) - inverse + r);
    }

    /// <summary>x within the range whose ends overflow and vanish.</summary>
    [MethodImpl(Inline)]
    private static L Bounded<L>(L x) where L : struct, ILane<L>
    {
        // Selections instead of Min and Max: they let NaN through at half the cost.
        x = L.IfLess(L.Of(89), x, L.Of(89), x);
        return L.IfLess(x, L.Of(-104), L.Of(-104), x);
    }

    /// <summary>eʳ = 1 + r + r²·q(r); q minimax on ±½ ln 2 for the relative error of eʳ, 3.1e-9.</summary>
    [MethodImpl(Inline)]
    private static L ExpOfRemainder<L>(L r) where L : struct, ILane<L>
    {
        var p = L.MulAdd(L.Of(0.0013814612), r, L.Of(0.00836871667));
        p = L.MulAdd(p, r, L.Of(0.0416683878));
        p = L.MulAdd(p, r, L.Of(0.166665206));
        p = L.MulAdd(p, r, L.Of(0.499999934));
        p = L.MulAdd(p, r, L.Of(1));
        return L.MulAdd(p, r, L.Of(1));
    }

    // n·high is exact without a fused instruction too (14 + 8 bits), so the remainder has one rounding (Cody and Waite).
    [MethodImpl(Inline)]
    private static L Remainder<L>(L x, L n) where L : struct, ILane<L> =>
        L.MulAdd(n, L.Of(-1.42860682030941723e-6), L.MulAdd(n, L.Of(-0.693145751953125), x));
}
