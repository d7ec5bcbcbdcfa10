using System.Runtime.CompilerServices;

namespace Engine.Models;

/// <summary>What a running average of gradients comes to when there are no more of them, as for a unit that has died.</summary>
internal static class Moment
{
    /// <summary>The average, or 0 below 1e-36, where it moves no parameter.</summary>
    /// <remarks>
    /// Times 0.9 a step it would be subnormal after some 800 steps and stay so for ever, for 0.9 times the smallest numbers
    /// rounds to themselves; and some processors take a hundred times longer to multiply subnormal numbers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Settled<L>(L average) where L : struct, ILane<L> => L.IfLess(L.Abs(average), L.Of(1e-36), L.Of(0), average);
}
