using System.Runtime.CompilerServices;
using ILGPU;

namespace Engine.Gpu.Kernels.Reductions;

/// <summary>Memory for what one kernel leaves to the next.</summary>
/// <remarks>It is given back as soon as both are in the queue: whatever gets it next is behind them.</remarks>
internal readonly struct Scratch<T>(GpuDevice device, int count) : IDisposable where T : unmanaged
{
    private readonly GpuStorage storage = (GpuStorage)device.Rent(checked(count * Unsafe.SizeOf<T>() / sizeof(float)));

    /// <summary>Its elements, at least as many as were asked for.</summary>
    public ArrayView<T> View => storage.View.Cast<T>();

    /// <summary>Gives it back.</summary>
    public void Dispose() => storage.Release();
}
