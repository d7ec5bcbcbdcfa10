using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>ln x and ln(1 + x) over any float lane.</summary>
internal static class Logarithm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log<L>(L x) where L : struct, ILane<L>
    {
        var n = L.Exponent(x * L.Of(1.4142135623730951));
        var m = L.Scale(x, -n);
        var s = (m - L.Of(1)) / (m + L.Of(1));
        var q = s * s;
        var p = L.MulAdd(q, L.Of(2.0 / 9), L.Of(2.0 / 7));
        p = L.MulAdd(p, q, L.Of(2.0 / 5));
        p = L.MulAdd(p, q, L.Of(2.0 / 3));
        p = L.MulAdd(p, q, L.Of(2));
        return L.MulAdd(n, L.Of(0.6931471805599453), p * s);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log1p<L>(L x) where L : struct, ILane<L>
    {
        var u = L.Of(1) + x;
        return L.IfEqual(u, L.Of(1), x, Log(u) * x / (u - L.Of(1)));
    }
}
