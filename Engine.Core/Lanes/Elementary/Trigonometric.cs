using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>Sine and cosine over any float lane.</summary>
internal static class Trigonometric
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Sin<L>(L x) where L : struct, ILane<L>
    {
        var n = L.Round(x * L.Of(1 / Math.PI));
        var r = L.MulAdd(n, L.Of(-Math.PI), x);
        var q = r * r;
        var p = r * (L.Of(1) - q * (L.Of(1.0 / 6) - q * (L.Of(1.0 / 120) - q * (L.Of(1.0 / 5040) - q * L.Of(1.0 / 362880)))));
        var odd = n - L.Of(2) * L.Floor(n * L.Of(0.5));
        return L.IfEqual(odd, L.Of(0), p, -p);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Cos<L>(L x) where L : struct, ILane<L> => Sin(x + L.Of(Math.PI / 2));
}
