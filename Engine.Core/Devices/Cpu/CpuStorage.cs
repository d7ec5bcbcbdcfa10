using System.Runtime.CompilerServices;

namespace Engine.Devices.Cpu;

/// <summary>Floats that the garbage collector never moves, starting at a cache line.</summary>
/// <remarks>One vector beyond the capacity may be read (not written): so a loop reads its last, partial vector in one go.</remarks>
internal sealed unsafe class CpuStorage : Storage
{
    private const int Alignment = 64;
    private const int Vector = Alignment / sizeof(float);

    // Only keeps the memory that Pointer points to.
    private readonly float[] memory;

    public CpuStorage(Device device, int capacity) : base(device, capacity)
    {
        memory = GC.AllocateUninitializedArray<float>(capacity + 2 * Vector, pinned: true);
        var start = (nuint)Unsafe.AsPointer(ref memory[0]);
        Pointer = (float*)((start + Alignment - 1) & ~(nuint)(Alignment - 1));
    }

    /// <summary>The first element; valid while this storage is reachable, so kernels end with <see cref="GC.KeepAlive"/>.</summary>
    public float* Pointer { get; }

    /// <summary>The first <paramref name="count"/> elements.</summary>
    public Span<float> Span(int count) => new(Pointer, count);
}
