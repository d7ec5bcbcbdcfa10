using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace Engine.Gpu;

/// <summary>Takes memory from the device and gives it back. What is free for reuse lies in the <see cref="Engine.Device"/>'s pool.</summary>
/// <remarks>
/// ILGPU's own finalizers are turned off: freeing on the collector's thread while the device is closed is how ILGPU programs die.
/// Instead each buffer has a <see cref="Lease"/>, which puts it into a queue for the next allocation when nothing refers to it any
/// more. The collector is told of each buffer's size, since it sees only the small object in front of it.
/// </remarks>
/// <param name="launcher">The queue.</param>
/// <param name="name">The device, for messages.</param>
/// <param name="limit">Bytes that may be taken.</param>
internal sealed class GpuMemory(Launcher launcher, string name, long limit)
{
    /// <summary>The lease of each buffer, held as long as the buffer is.</summary>
    private readonly ConditionalWeakTable<MemoryBuffer, Lease> leases = [];
    private readonly ConcurrentQueue<MemoryBuffer> ended = [];

    /// <summary>Bytes taken from the device now.</summary>
    public long Taken { get; private set; }

    /// <summary>A buffer of <paramref name="elements"/> floats, or null if the device (or the limit) has no room for it.</summary>
    public ArrayView<float>? TryTake(int elements)
    {
        var bytes = (long)elements * sizeof(float);
        try
        {
            using (launcher.Enter())
            {
                FreeEnded();
                if (Taken + bytes > limit) return null;
                var typed = launcher.Accelerator.Allocate1D<float>(elements);
                if (launcher.RecordsOnly) typed.MemSetToZero(launcher.Queue);      // what no kernel writes is checked as data all the same
                var view = typed.View.BaseView;
                var buffer = BufferOf(view);
#pragma warning disable CA1816 // ILGPU's objects, whose lives are the leases' business
                GC.SuppressFinalize(typed);
                GC.SuppressFinalize(buffer);
#pragma warning restore CA1816
                leases.Add(buffer, new(buffer, ended));
                Taken += bytes;
                GC.AddMemoryPressure(bytes);
                return view;
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

    /// <summary>Frees a buffer now; nothing if the device has been closed, which freed all.</summary>
    public void Free(ArrayView<float> view)
    {
        if (launcher.Closed) return;
        try
        {
            using (launcher.Enter()) Release(BufferOf(view));
        }
        catch (AcceleratorException error)
        {
            throw launcher.Lost(error);
        }
    }

    /// <summary>The error that says what was asked for and what is there.</summary>
    /// <param name="elements">What was asked for.</param>
    /// <param name="inUse">Bytes that tensors hold.</param>
    public InsufficientMemoryException Insufficient(int elements, long inUse) => new(string.Create(CultureInfo.InvariantCulture,
        $"{name} has no room for {ByteSize.Text((long)elements * sizeof(float))} ({elements:N0} elements): tensors hold {ByteSize.Text(inUse)} of {ByteSize.Text(limit)}. ") +
        "Use smaller batches, or dispose of tensors that are no longer needed (a Tape or Scope does it for what is made inside).");

    /// <summary>Frees everything; the device is about to be closed.</summary>
    public void FreeAll()
    {
        GC.WaitForPendingFinalizers();
        FreeEnded();
        foreach (var (buffer, _) in leases.ToArray()) Release(buffer);
    }

    private static MemoryBuffer BufferOf(IArrayView view) => view.Buffer;

    private void FreeEnded()
    {
        while (ended.TryDequeue(out var buffer)) Release(buffer);
    }

    private void Release(MemoryBuffer buffer)
    {
        if (buffer.IsDisposed) return;
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
