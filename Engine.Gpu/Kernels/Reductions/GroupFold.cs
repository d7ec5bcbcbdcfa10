using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>The combination of one value of each thread of a team, always in the same order.</summary>
/// <remarks>
/// The threads of a team are those of a group whose numbers differ only in the bits from <c>low</c> up to, not including,
/// <c>high</c>. Within a warp the values meet in a butterfly: after the exchange at distance d every thread holds the combination of
/// 2d of them. Those of different warps are then read from shared memory one after the other, of which there are eight at most.
/// Every thread of the group calls this, and every thread of the team gets the result.
/// </remarks>
internal static class GroupFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<X, T, F>(F fold, T mine, int low, int high) where X : struct, IExchange where T : unmanaged where F : struct, IFold<T>
    {
        X exchange = default;
        var distance = low;
        for (; distance < high && distance < exchange.Reach; distance *= 2)
            mine = fold.Combine(mine, exchange.Partner(mine, distance));
        if (distance < high) mine = BetweenWarps(fold, mine, distance, high);
        return mine;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T BetweenWarps<T, F>(F fold, T mine, int low, int high) where T : unmanaged where F : struct, IFold<T>
    {
        var room = SharedMemory.Allocate<T>(GroupLimits.Threads);
        room[Group.IdxX] = mine;
        Group.Barrier();
        var at = (Group.IdxX & ~(high - 1)) | (Group.IdxX & (low - 1));
        mine = room[at];
        for (var step = low; step < high; step += low) mine = fold.Combine(mine, room[at + step]);
        Group.Barrier();                                // before the room is written again
        return mine;
    }
}
