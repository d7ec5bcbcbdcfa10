using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>erf and erfc over any float lane.</summary>
internal static class ErrorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Erf<L>(L x) where L : struct, ILane<L> => L.Tanh(x * L.Of(1.1283791670955126) * L.MulAdd(x * x, L.Of(0.0895), L.Of(1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Erfc<L>(L x) where L : struct, ILane<L> => L.Of(1) - Erf(x);
}
