using System.Runtime.InteropServices;
using Engine.Lanes;

namespace Engine.Bench.Limits;

/// <summary>The arrays of one thread, and passes over them.</summary>
internal sealed unsafe class WorkingSet<V> : IDisposable where V : struct, IVectorLane<V>
{
    // Every array starts a page: at another distance, a load can look like one of the last stores, whose addresses are compared
    // only within a page, and waits for it.
    private const int Page = 4096;

    private readonly float* memory;
    private readonly long bytes;

    /// <summary>Arrays that together have <paramref name="bytes"/> bytes, however many there are.</summary>
    public WorkingSet(long bytes)
    {
        this.bytes = bytes;
        var size = (nuint)(bytes + 3 * Page);
        memory = (float*)NativeMemory.AlignedAlloc(size, Page);
        new Span<byte>(memory, checked((int)size)).Fill(1);            // so that the system really gives it
    }

    public void Dispose() => NativeMemory.AlignedFree(memory);

    /// <summary>Bytes that a pass moves.</summary>
    public double BytesMoved(Access access) => (double)Count(access) * Arrays(access) * sizeof(float);

    /// <summary>Goes over the arrays so many times.</summary>
    public void Run(Access access, int passes)
    {
        var count = Count(access);
        float* a = memory, b = Next(a, count), c = Next(b, count);
        if (access == Access.Read) MemoryLoops<V>.Read(a, count, passes);
        else if (access == Access.Copy) MemoryLoops<V>.Copy(a, b, count, passes);
        else MemoryLoops<V>.Triad(a, b, c, count, passes);
    }

    private static float* Next(float* array, long count) => (float*)(((nuint)(array + count) + Page - 1) & ~(nuint)(Page - 1));

    private static int Arrays(Access access) => (int)access + 1;

    private long Count(Access access) => bytes / sizeof(float) / Arrays(access) / MemoryLoops<V>.Step * MemoryLoops<V>.Step;
}
