using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>The sum over the threads of a team before this one, by the butterfly of <see cref="GroupFold"/>.</summary>
internal static class GroupScan
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Before<X>(double mine, int low, int high) where X : struct, IExchange
    {
        X exchange = default;
        double before = 0, total = mine;
        var distance = low;
        for (; distance < high && distance < exchange.Reach; distance *= 2)
        {
            // The threads of which each now learns the sum all stand before it, or all behind it.
            var other = exchange.Partner(total, distance);
            if ((Group.IdxX & distance) != 0) before = other + before;
            total += other;
        }
        return distance < high ? OfWarpsBefore(total, distance, high) + before : before;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double OfWarpsBefore(double total, int low, int high)
    {
        var room = SharedMemory.Allocate<double>(GroupLimits.Threads);
        room[Group.IdxX] = total;
        Group.Barrier();
        var before = 0.0;
        for (var at = (Group.IdxX & ~(high - 1)) | (Group.IdxX & (low - 1)); at < Group.IdxX; at += low) before += room[at];
        Group.Barrier();                                // before the room is written again
        return before;
    }
}
