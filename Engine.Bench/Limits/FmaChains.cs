using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Bench.Limits;

/// <summary>Nothing but fused multiply-adds: the fastest that arithmetic can be.</summary>
/// <remarks>
/// An FMA takes 4 cycles or so and one or two start a cycle; 12 chains that do not wait for each other hide that. They are
/// written out because an array of accumulators would live in memory.
/// </remarks>
internal static class FmaChains<V> where V : struct, IVectorLane<V>
{
    private const int Chains = 12;

    /// <summary>Floating-point operations of so many rounds: two an FMA and element.</summary>
    public static double Flops(long rounds) => 2.0 * Chains * V.Width * rounds;

    /// <summary>r ← r·x + y in every chain, again and again.</summary>
    /// <returns>A sum of the chains, so that none may be left out.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static V Run(long rounds)
    {
        V x = V.Of(0.999), y = V.Of(1e-4);
        V r0 = y, r1 = y, r2 = y, r3 = y, r4 = y, r5 = y, r6 = y, r7 = y, r8 = y, r9 = y, r10 = y, r11 = y;
        for (var i = 0L; i < rounds; i++)
        {
            r0 = V.MulAdd(r0, x, y);
            r1 = V.MulAdd(r1, x, y);
            r2 = V.MulAdd(r2, x, y);
            r3 = V.MulAdd(r3, x, y);
            r4 = V.MulAdd(r4, x, y);
            r5 = V.MulAdd(r5, x, y);
            r6 = V.MulAdd(r6, x, y);
            r7 = V.MulAdd(r7, x, y);
            r8 = V.MulAdd(r8, x, y);
            r9 = V.MulAdd(r9, x, y);
            r10 = V.MulAdd(r10, x, y);
            r11 = V.MulAdd(r11, x, y);
        }
        return r0 + r1 + r2 + r3 + r4 + r5 + r6 + r7 + r8 + r9 + r10 + r11;
    }
}
