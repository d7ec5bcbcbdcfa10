using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>Normal numbers from uniform ones. Box and Muller, <i>A Note on the Generation of Random Normal Deviates</i>, 1958.</summary>
internal static class BoxMuller
{
    /// <summary>
    /// √(−2 ln u)·(cos, sin)(2πv) from the 24 bits of each: u = (first + 1)·2⁻²⁴ is never 0, v = second·2⁻²⁴.
    /// With 2v = n + r and |r| ≤ ½, both exact, sin 2πv = (−1)ⁿ sin πr and cos 2πv = (−1)ⁿ sin π(½ − |r|).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transform<L>(ref L first, ref L second) where L : struct, ILane<L>
    {
        var radius = L.Sqrt(L.Of(-2) * Logarithm.LogOfNormal((first + L.Of(1)) * L.Of(1.0 / (1 << 24))));
        var halfTurns = second * L.Of(1.0 / (1 << 23));
        var n = L.Round(halfTurns);
        var r = halfTurns - n;
        radius = L.IfEqual(n, L.Of(1), -radius, radius);
        first = radius * Trigonometric.SinPi(L.Of(0.5) - L.Abs(r));
        second = radius * Trigonometric.SinPi(r);
    }
}
