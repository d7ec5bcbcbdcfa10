using System.Runtime.CompilerServices;

namespace Engine.Lanes.Elementary;

/// <summary>eˣ and eˣ − 1 over any float lane.</summary>
internal static class Exponential
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Exp<L>(L x) where L : struct, ILane<L>
    {
        x = L.Max(L.Min(x, L.Of(89)), L.Of(-104));
        var n = L.Round(x * L.Of(1.4426950408889634));
        var r = L.MulAdd(n, L.Of(-0.693145751953125), x);
        r = L.MulAdd(n, L.Of(-1.42860682030941723212e-6), r);
        var p = L.Of(1.0 / 5040);
        p = L.MulAdd(p, r, L.Of(1.0 / 720));
        p = L.MulAdd(p, r, L.Of(1.0 / 120));
        p = L.MulAdd(p, r, L.Of(1.0 / 24));
        p = L.MulAdd(p, r, L.Of(1.0 / 6));
        p = L.MulAdd(p, r, L.Of(0.5));
        p = L.MulAdd(p, r, L.Of(1));
        p = L.MulAdd(p, r, L.Of(1));
        return L.Scale(p, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Expm1<L>(L x) where L : struct, ILane<L> => L.IfLess(L.Abs(x), L.Of(1e-2), x + x * x * L.Of(0.5) + x * x * x * L.Of(1.0 / 6), Exp(x) - L.Of(1));
}
