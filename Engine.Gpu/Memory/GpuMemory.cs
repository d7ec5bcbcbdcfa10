using System.Collections.Concurrent;
using ILGPU;
using ILGPU.Runtime;

namespace Engine.Gpu;

/// <summary>Takes memory from the device and gives it back. What is free for reuse lies in the <see cref="Engine.Device"/>'s pool.</summary>
/// <remarks>
/// It holds every buffer, so that the garbage collector never frees one by itself: freeing on the finalizer's thread while the
/// device is closed is how ILGPU programs die. The collector is told of each buffer's size, since it sees only the small
/// object in front of it.
/// </remarks>
/// <param name="launcher">The queue.</param>
/// <param name="name">The device, for messages.</param>
/// <param name="limit">Bytes that may be taken.</param>
internal sealed class GpuMemory(Launcher launcher, string name, long limit)
{
    private readonly HashSet<MemoryBuffer> buffers = [];
    private readonly ConcurrentQueue<MemoryBuffer> orphans = [];

    /// <summary>Bytes taken from the device now.</summary>
    public long Taken { get; private set; }

    /// <summary>A buffer of <paramref name="elements"/> floats, or null if the device (or the limit) has no room for it.</summary>
    public MemoryBuffer1D<float, Stride1D.Dense>? TryTake(int elements)
    {
        var bytes = (long)elements * sizeof(float);
        try
        {
            using (launcher.Enter())
            {
                FreeOrphans();
                if (Taken + bytes > limit) return null;
                var buffer = launcher.Accelerator.Allocate1D<float>(elements);
                buffers.Add(buffer);
                Taken += bytes;
                GC.AddMemoryPressure(bytes);
                return buffer;
            }
        }
        catch (AcceleratorException error) when (OutOfMemory(error))
        {
            return null;
        }
        catch (AcceleratorException error)
        {
            throw launcher.Lost(error);
        }
    }

    /// <summary>Frees a buffer at the next allocation. From any thread, also the finalizer's.</summary>
    public void Orphan(MemoryBuffer buffer) => orphans.Enqueue(buffer);

    /// <summary>Frees a buffer now; nothing if the device has been closed, which freed all.</summary>
    public void Free(MemoryBuffer buffer)
    {
        if (launcher.Closed) return;
        try
        {
            using (launcher.Enter()) Release(buffer);
        }
        catch (AcceleratorException error)
        {
            throw launcher.Lost(error);
        }
    }

    /// <summary>The error that says what was asked for and what is there.</summary>
    /// <param name="elements">What was asked for.</param>
    /// <param name="inUse">Bytes that tensors hold.</param>
    public InsufficientMemoryException Insufficient(int elements, long inUse) => new(
        $"{name} has no room for {ByteSize.Text((long)elements * sizeof(float))} (a tensor of {elements:N0} elements): tensors hold {ByteSize.Text(inUse)} of {ByteSize.Text(limit)}. " +
        "Use smaller batches, or dispose of tensors that are no longer needed (a Tape or Scope does it for what is made inside).");

    /// <summary>Frees everything; the device is about to be closed.</summary>
    public void FreeAll()
    {
        foreach (var buffer in buffers.ToArray()) Release(buffer);
    }

    private void FreeOrphans()
    {
        while (orphans.TryDequeue(out var buffer)) Release(buffer);
    }

    private void Release(MemoryBuffer buffer)
    {
        if (!buffers.Remove(buffer)) return;
        Taken -= buffer.LengthInBytes;
        GC.RemoveMemoryPressure(buffer.LengthInBytes);
        buffer.Dispose();
    }

    /// <summary>CUDA's and OpenCL's codes for no room: CUDA_ERROR_OUT_OF_MEMORY, CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_OUT_OF_RESOURCES,
    /// CL_INVALID_BUFFER_SIZE.</summary>
    private static bool OutOfMemory(AcceleratorException error) => error switch
    {
        ILGPU.Runtime.Cuda.CudaException cuda => cuda.Error == nameof(ILGPU.Runtime.Cuda.CudaError.CUDA_ERROR_OUT_OF_MEMORY),
        ILGPU.Runtime.OpenCL.CLException cl => cl.Error is ILGPU.Runtime.OpenCL.CLError.CL_MEM_OBJECT_ALLOCATION_FAILURE
            or ILGPU.Runtime.OpenCL.CLError.CL_OUT_OF_RESOURCES or ILGPU.Runtime.OpenCL.CLError.CL_OUT_OF_HOST_MEMORY or ILGPU.Runtime.OpenCL.CLError.CL_INVALID_BUFFER_SIZE,
        _ => false,
    };
}
