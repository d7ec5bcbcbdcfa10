using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>ln|Γ| and its derivatives over any float lane.</summary>
internal static class GammaFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L LogGamma<L>(L x) where L : struct, ILane<L> => (x - L.Of(0.5)) * L.Log(x) - x + L.Of(0.9189385332046727);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Polygamma<L>(int n, L x) where L : struct, ILane<L> => n == 0 ? L.Log(x) : L.Of(n) / x;
}
