using ILGPU;
using ILGPU.Runtime;

namespace Engine.Gpu;

/// <summary>Floats in the device's memory.</summary>
internal sealed class GpuStorage(GpuDevice device, int capacity, GpuMemory memory, MemoryBuffer1D<float, Stride1D.Dense> buffer) : Storage(device, capacity)
{
    /// <summary>All elements, for kernels.</summary>
    public ArrayView<float> View { get; } = buffer.View.BaseView;

    /// <summary>A tensor that was dropped: the memory is freed at the next allocation, not by the collector's own thread.</summary>
    ~GpuStorage() => memory.Orphan(buffer);

    /// <inheritdoc/>
    internal override void Free() => memory.Free(buffer);
}
