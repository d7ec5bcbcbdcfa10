using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>Through the memory that a group shares: OpenCL, where ILGPU knows no shuffles.</summary>
internal readonly struct SharedExchange : IExchange
{
    /// <summary>CUDA's warp, so that both add in the same order.</summary>
    public int Reach
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 32;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Partner<T>(T mine, int distance) where T : unmanaged
    {
        var room = SharedMemory.Allocate<T>(GroupLimits.Threads);
        room[Group.IdxX] = mine;
        Group.Barrier();
        var other = room[Group.IdxX ^ distance];
        Group.Barrier();                                // before the room is written again
        return other;
    }
}
