using System.Runtime.CompilerServices;

namespace Engine.Devices.Cpu;

/// <summary>Floats that the garbage collector never moves, starting at a cache line.</summary>
/// <remarks>One vector beyond the capacity may be read (not written): so a loop reads its last, partial vector in one go.</remarks>
internal sealed unsafe class CpuStorage : Storage
{
    private const int Line = 64;
    private const int Vector = Line / sizeof(float);

    /// <summary>A processor compares addresses within a page first: a load takes a store at the same place of another page for its
    /// own and waits. Where all large storages start with a page, what is read stands level with what is written, never just before it.</summary>
    private const int Page = 4096;

    /// <summary>Floats from which a page is at most a sixteenth more.</summary>
    private const int Large = 16 * 1024;

    // Only keeps the memory that Pointer points to.
    private readonly float[] memory;

    public CpuStorage(Device device, int capacity) : base(device, capacity)
    {
        var alignment = (nuint)(capacity < Large ? Line : Page);
        memory = GC.AllocateUninitializedArray<float>(capacity + Vector + (int)alignment / sizeof(float), pinned: true);
        var start = (nuint)Unsafe.AsPointer(ref memory[0]);
        Pointer = (float*)((start + alignment - 1) & ~(alignment - 1));
    }

    /// <summary>The first element; valid while this storage is reachable, so kernels end with <see cref="GC.KeepAlive"/>.</summary>
    public float* Pointer { get; }

    /// <summary>The first <paramref name="count"/> elements.</summary>
    public Span<float> Span(int count) => new(Pointer, count);
}
