using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>Within a warp, from register to register: CUDA and the emulator.</summary>
internal readonly struct ShuffleExchange : IExchange
{
    /// <inheritdoc/>
    public int Reach
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Warp.WarpSize;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Partner<T>(T mine, int distance) where T : unmanaged => Warp.ShuffleXor(mine, distance);
}
