using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>Hyperbolic tangent over any float lane.</summary>
internal static class Hyperbolic
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tanh<L>(L x) where L : struct, ILane<L>
    {
        var e = L.Expm1(L.Of(2) * L.Min(L.Abs(x), L.Of(20)));
        return L.CopySign(e / (e + L.Of(2)), x);
    }
}
