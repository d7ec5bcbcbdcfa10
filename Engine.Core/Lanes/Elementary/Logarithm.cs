using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>
/// ln x and ln(1 + x) over any float lane: the argument is 2ⁿ·(1 + f) with 1 + f in [√½, √2), and
/// ln(1 + f) = f − f²/2 + f³·q(f).
/// </summary>
internal static class Logarithm
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>ln x; −∞ at ±0, NaN below.</summary>
    [MethodImpl(Inline)]
    public static L Log<L>(L x) where L : struct, ILane<L>
    {
        var n = L.Exponent(x);
        var m = L.Scale(x, -n);
        n = L.IfLess(L.Of(1.41421356), m, n + L.Of(1), n);
        m = L.IfLess(L.Of(1.41421356), m, m * L.Of(0.5), m);
        return Edges(x, Assemble(m - L.Of(1), n));
    }

    /// <summary>
    /// ln x for 2⁻¹²⁵ ≤ x &lt; ∞: the exponent of x/√2 is n − 1, so no comparison is needed; of the smallest subnormals, for
    /// which <see cref="Log"/> answers too, x/√2 would round to the wrong one.
    /// </summary>
    [MethodImpl(Inline)]
    public static L LogOfNormal<L>(L x) where L : struct, ILane<L>
    {
        var below = L.Exponent(x * L.Of(0.70710678));
        return Assemble(L.Scale(x, L.Of(-1) - below) - L.Of(1), below + L.Of(1));
    }

    /// <summary>ln(1 + t) for 0 ≤ t ≤ 1: the logarithm of a number in [1, 2], which needs no reduction.</summary>
    [MethodImpl(Inline)]
    public static L Log1pOfUnit<L>(L t) where L : struct, ILane<L>
    {
        // q: minimax on [0, 1] for the relative error of ln(1 + t) = t + t²·q(t), 5.1e-9.
        var q = L.MulAdd(L.Of(-0.00331850126), t, L.Of(0.0202047242));
        q = L.MulAdd(q, t, L.Of(-0.0576647267));
        q = L.MulAdd(q, t, L.Of(0.106805865));
        q = L.MulAdd(q, t, L.Of(-0.153554162));
        q = L.MulAdd(q, t, L.Of(0.19695408));
        q = L.MulAdd(q, t, L.Of(-0.24958589));
        q = L.MulAdd(q, t, L.Of(0.333305115));
        q = L.MulAdd(q, t, L.Of(-0.499999328));
        return L.MulAdd(q, t * t, t);
    }

    /// <summary>
    /// ln(1 + x); −∞ at −1, NaN below. n comes from 1 + x as rounded, f = x·2⁻ⁿ + (2⁻ⁿ − 1) from x itself, so that no bit of
    /// a small x is lost.
    /// </summary>
    [MethodImpl(Inline)]
    public static L Log1p<L>(L x) where L : struct, ILane<L>
    {
        var u = L.Of(1) + x;
        var n = L.Exponent(u * L.Of(0.70710678)) + L.Of(1);
        var inverse = L.Scale(L.Of(1), -n);
        var y = Assemble(L.MulAdd(x, inverse, inverse - L.Of(1)), n);
        // ln(1 + x) has the sign of x, the sign of zero included.
        return Edges(u, L.CopySign(y, x));
    }

    /// <summary>ln(1 + f) + n·ln 2, the small terms first.</summary>
    [MethodImpl(Inline)]
    private static L Assemble<L>(L f, L n) where L : struct, ILane<L>
    {
        // q: minimax on [√½ − 1, √2 − 1] for the relative error of ln(1 + f), 5.9e-9.
        var q = L.MulAdd(L.Of(-0.0763454729), f, L.Of(0.127616211));
        q = L.MulAdd(q, f, L.Of(-0.131601835));
        q = L.MulAdd(q, f, L.Of(0.142017516));
        q = L.MulAdd(q, f, L.Of(-0.166233565));
        q = L.MulAdd(q, f, L.Of(0.200012271));
        q = L.MulAdd(q, f, L.Of(-0.250008211));
        q = L.MulAdd(q, f, L.Of(0.333333317));
        q = L.MulAdd(q, f, L.Of(-0.5));
        var small = L.MulAdd(q, f * f, n * L.Of(1.42860682030941723e-6));
        return L.MulAdd(n, L.Of(0.693145751953125), f + small);
    }

    /// <summary><paramref name="y"/> where 0 &lt; <paramref name="u"/> &lt; ∞; else what the logarithm of u is there.</summary>
    [MethodImpl(Inline)]
    private static L Edges<L>(L u, L y) where L : struct, ILane<L>
    {
        y = L.IfLess(u, L.Of(double.PositiveInfinity), y, u);
        return L.IfLess(L.Of(0), u, y, L.IfEqual(u, L.Of(0), L.Of(double.NegativeInfinity), L.Of(double.NaN)));
    }
}
