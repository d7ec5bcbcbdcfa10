using System.Runtime.CompilerServices;

namespace Engine.Operations;

/// <summary>A magnitude for functions that are smooth at 0 although their formulas are written with |x|.</summary>
internal static class Magnitude
{
    /// <summary>−|x|, on one branch at 0 (there −x): on dual numbers, |x| would have slope 0 there, and σ″ and ln(1 + eˣ)″ would come out wrong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Minus<L>(L x) where L : struct, ILane<L> => L.IfLess(x, L.Of(0), x, -x);
}
