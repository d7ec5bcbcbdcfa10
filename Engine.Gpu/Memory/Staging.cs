using ILGPU;
using ILGPU.Runtime;

namespace Engine.Gpu;

/// <summary>Page-locked memory of the host through which numbers travel to and from the device.</summary>
/// <remarks>
/// A copy from page-locked memory is only put into the queue: the host goes on, to load the next batch, while kernels and copies
/// run. From ordinary memory the driver would first wait for everything before it. The memory is a ring of slots; a slot is
/// filled again when the marker behind its last copy has passed.
/// ILGPU 1.5.3 takes a page-locked array for one of its own buffers on OpenCL, so there the copies wait
/// (docs/gpu.md, "Traps").
/// </remarks>
internal sealed class Staging : IDisposable
{
    /// <summary>Floats in a slot, 4 MiB: large enough for the full rate of the bus.</summary>
    private const int SlotElements = 1 << 20;

    private const int Slots = 4;

    private readonly Launcher launcher;
    private readonly PageLockedArray1D<float>[] slots;
    private readonly bool waits;
    private readonly ProfilingMarker?[] passed = new ProfilingMarker?[Slots];
    private int next;

    public Staging(Launcher launcher)
    {
        this.launcher = launcher;
        waits = launcher.Accelerator.AcceleratorType == AcceleratorType.OpenCL;
        slots = [.. Enumerable.Range(0, Slots).Select(_ => launcher.Accelerator.AllocatePageLocked1D<float>(SlotElements))];
    }

    /// <summary>Copies to the device so far.</summary>
    public long Uploads { get; private set; }

    /// <summary>Copies to the host so far, each of which waited for everything before it.</summary>
    public long Downloads { get; private set; }

    /// <summary>Writes some numbers of the host, as floats, into a slot.</summary>
    public delegate void Fill<T>(ReadOnlySpan<T> numbers, Span<float> slot);

    /// <summary>Reads some floats of a slot into the host's numbers.</summary>
    public delegate void Take<T>(ReadOnlySpan<float> slot, Span<T> numbers);

    /// <summary>Copies to the device; returns when the numbers have left <paramref name="source"/>, not when they have arrived.</summary>
    public void Upload<T>(ReadOnlySpan<T> source, ArrayView<float> destination, Fill<T> fill)
    {
        try
        {
            using var turn = launcher.Enter();
            Uploads++;
            for (var done = 0; done < source.Length; done += SlotElements)
            {
                var part = source.Slice(done, Math.Min(SlotElements, source.Length - done));
                fill(part, FreeSlot().Span);
                Send(destination.SubView(done, part.Length), part.Length);
            }
        }
        catch (AcceleratorException error)
        {
            throw launcher.Lost(error);
        }
    }

    /// <summary>Waits for everything before, and copies to the host.</summary>
    public void Download<T>(ArrayView<float> source, Span<T> destination, Take<T> take)
    {
        try
        {
            using var turn = launcher.Enter();
            Downloads++;
            for (var done = 0; done < destination.Length; done += SlotElements)
            {
                var part = destination.Slice(done, Math.Min(SlotElements, destination.Length - done));
                take(Receive(source.SubView(done, part.Length), part.Length), part);
            }
        }
        catch (AcceleratorException error)
        {
            throw launcher.Lost(error);
        }
    }

    /// <summary>The next slot, once its last copy has ended.</summary>
    private PageLockedArray1D<float> FreeSlot()
    {
        if (passed[next] is { } marker)
        {
            marker.Synchronize();
            marker.Dispose();
            passed[next] = null;
        }
        return slots[next];
    }

    /// <summary>Puts the copy of the slot that was just filled into the queue.</summary>
    private void Send(ArrayView<float> destination, int count)
    {
        if (waits)
        {
            destination.CopyFromCPU(launcher.Queue, slots[next].Span[..count]);
            return;
        }
        destination.CopyFrom(launcher.Queue, slots[next].ArrayView.SubView(0, count));
        passed[next] = launcher.Queue.AddProfilingMarker();
        next = (next + 1) % Slots;
    }

    /// <summary>A copy from the device, which has arrived.</summary>
    private ReadOnlySpan<float> Receive(ArrayView<float> source, int count)
    {
        var slot = FreeSlot();
        if (waits) source.CopyToCPU(launcher.Queue, slot.Span[..count]);
        else
        {
            source.CopyTo(launcher.Queue, slot.ArrayView.SubView(0, count));
            launcher.Queue.Synchronize();
        }
        return slot.Span[..count];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var marker in passed) marker?.Dispose();
        foreach (var slot in slots) slot.Dispose();
    }
}
