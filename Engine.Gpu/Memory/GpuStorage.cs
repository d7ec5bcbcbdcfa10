using ILGPU;

namespace Engine.Gpu;

/// <summary>Floats in the device's memory. When it is dropped, the <see cref="Lease"/> of the memory ends.</summary>
internal sealed class GpuStorage(GpuDevice device, int capacity, GpuMemory memory, ArrayView<float> view) : Storage(device, capacity)
{
    /// <summary>All elements, for kernels.</summary>
    public ArrayView<float> View => view;

    /// <inheritdoc/>
    internal override void Free() => memory.Free(view);
}
