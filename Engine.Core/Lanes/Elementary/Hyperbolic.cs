using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>Hyperbolic tangent over any float lane.</summary>
internal static class Hyperbolic
{
    /// <summary>
    /// tanh x = (e²ˣ − 1)/(e²ˣ + 1), with both sides divided by 2ⁿ ≈ e²ˣ: e/(e + 2·2⁻ⁿ) for e = 2⁻ⁿ(e²ˣ − 1).
    /// From |x| = 10 on the quotient rounds to 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tanh<L>(L x) where L : struct, ILane<L>
    {
        var twice = L.Abs(x) + L.Abs(x);
        twice = L.IfLess(L.Of(20), twice, L.Of(20), twice);
        var n = Exponential.MultiplesOfLn2(twice);
        var inverse = L.Scale(L.Of(1), -n);
        var e = Exponential.ScaledExpm1(twice, n, inverse);
        return L.CopySign(e / L.MulAdd(L.Of(2), inverse, e), x);
    }
}
