using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>aᵇ over any float lane.</summary>
internal static class Power
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Pow<L>(L a, L b) where L : struct, ILane<L> => L.Exp(b * L.Log(a));
}
