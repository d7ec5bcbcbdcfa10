using System.Numerics;
using System.Runtime.CompilerServices;
using Engine.Gpu.Kernels.Reductions;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>The positions of indices in the order of the indices, and where these are equal in their own: a radix sort by four bits at a time.</summary>
/// <remarks>
/// Each thread has a run of neighbouring positions. In one launch it counts its digits; the counts are summed up, digit by digit
/// and for each digit thread by thread, to where its positions go; in another launch it writes them there.
/// </remarks>
internal static class IndexOrder
{
    private const int Bits = 4, Digits = 1 << Bits;

    /// <summary>Threads at most, and positions of each at least: one group sums up the counts of all.</summary>
    private const int MostRuns = 4096, ShortestRun = 32;

    /// <param name="device">The device.</param>
    /// <param name="index">Whole numbers from 0 to <paramref name="length"/> − 1.</param>
    /// <param name="order">Gets the positions.</param>
    /// <param name="count">How many.</param>
    /// <param name="length">Above all indices.</param>
    public static void Run(GpuDevice device, ArrayView<float> index, ArrayView<int> order, int count, int length)
    {
        var launcher = device.Launcher;
        var share = Math.Max(ShortestRun, (count - 1) / MostRuns + 1);
        var runs = (count - 1) / share + 1;
        using var counts = new Scratch<int>(device, Digits * runs);
        using var other = new Scratch<int>(device, count);
        var passes = (BitOperations.Log2((uint)(length - 1)) + Bits) / Bits;
        for (var pass = 0; pass < passes; pass++)
        {
            // The last pass writes to order, and each reads what the one before wrote; the first takes positions as they are.
            var (from, to) = (passes - pass) % 2 == 1 ? (other.View, order) : (order, other.View);
            launcher.Run(launcher.Over(runs), Count, index, from, counts.View, pass, count, share, runs);
            launcher.Run((1, launcher.GroupSize), SumUp, counts.View, Digits * runs);
            launcher.Run(launcher.Over(runs), Place, index, from, to, counts.View, pass, count, share, runs);
        }
    }

    private static void Count(ArrayView<float> index, ArrayView<int> from, ArrayView<int> counts, int pass, int count, int share, int runs)
    {
        for (var run = Thread.Index; run < runs; run += Thread.Count)
        {
            for (var digit = 0; digit < Digits; digit++) counts[digit * runs + run] = 0;
            var end = IntrinsicMath.Min(count, (run + 1) * share);
            for (var i = run * share; i < end; i++) counts[Digit(index, pass == 0 ? i : from[i], pass) * runs + run]++;
        }
    }

    /// <summary>Each number becomes the sum of those before it; by one group.</summary>
    private static void SumUp(ArrayView<int> counts, int length)
    {
        var sums = SharedMemory.Allocate<int>(GroupLimits.Threads);
        var share = (length + Group.DimX - 1) / Group.DimX;
        var first = IntrinsicMath.Min(length, Group.IdxX * share);
        var end = IntrinsicMath.Min(length, first + share);
        var sum = 0;
        for (var i = first; i < end; i++) sum += counts[i];
        sums[Group.IdxX] = sum;
        Group.Barrier();

        sum = 0;
        for (var thread = 0; thread < Group.IdxX; thread++) sum += sums[thread];
        for (var i = first; i < end; i++)
        {
            var number = counts[i];
            counts[i] = sum;
            sum += number;
        }
    }

    private static void Place(ArrayView<float> index, ArrayView<int> from, ArrayView<int> to, ArrayView<int> counts, int pass, int count, int share, int runs)
    {
        for (var run = Thread.Index; run < runs; run += Thread.Count)
        {
            var end = IntrinsicMath.Min(count, (run + 1) * share);
            for (var i = run * share; i < end; i++)
            {
                var position = pass == 0 ? i : from[i];
                var counter = Digit(index, position, pass) * runs + run;
                to[counts[counter]] = position;
                counts[counter]++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Digit(ArrayView<float> index, int position, int pass) => (int)index[position] >> pass * Bits & Digits - 1;
}
