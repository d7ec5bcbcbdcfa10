using System.Runtime.CompilerServices;

namespace Engine.Devices.Cpu;

/// <summary>Floats that never move, starting at a cache line.</summary>
/// <remarks>One vector beyond the capacity may be read (not written): so a loop reads its last, partial vector in one go.</remarks>
internal sealed unsafe class CpuStorage : Storage
{
    private const int Line = 64;
    private const int Vector = Line / sizeof(float);

    /// <summary>Floats from which a storage is cut from native memory, and starts with a page: a page is then at most a sixteenth
    /// more.</summary>
    private const int Large = 16 * 1024;

    // Only keeps the memory that Pointer points to: a pinned array or a block.
    private readonly object memory;

    public CpuStorage(Device device, int capacity) : base(device, capacity)
    {
        if (capacity >= Large)
        {
            memory = NativeBlock.Cut(((nuint)capacity + Vector) * sizeof(float), out float* start);
            Pointer = start;
            return;
        }
        var array = GC.AllocateUninitializedArray<float>(capacity + (2 * Vector), pinned: true);
        memory = array;
        Pointer = (float*)(((nuint)Unsafe.AsPointer(ref array[0]) + Line - 1) & ~(nuint)(Line - 1));
    }

    /// <summary>The first element; valid while this storage is reachable, so kernels end with <see cref="GC.KeepAlive"/>.</summary>
    public float* Pointer { get; }

    /// <summary>The first <paramref name="count"/> elements.</summary>
    public Span<float> Span(int count) => new(Pointer, count);
}
