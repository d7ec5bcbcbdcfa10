using System.Runtime.InteropServices;

namespace Engine.Devices.Cpu;

/// <summary>Memory from the system, in pages of 2 MiB where it has them, from which storages are cut. It goes back when the last of
/// them is gone.</summary>
/// <remarks>The processor keeps the places of some 3,000 pages at hand, 12 MiB of ordinary ones: a training step walks through
/// more. Large pages gained 4 to 10 % on steps and on sums of large arrays (docs/performance.md).</remarks>
internal sealed unsafe partial class NativeBlock
{
    /// <summary>Where a cut begins. A processor compares addresses within a page first: a load takes a store at the same place of
    /// another page for its own and waits. Where all cuts start with a page, what is read stands level with what is written, never
    /// just before it.</summary>
    private const nuint Page = 4096;

    private const nuint HugePage = 2 << 20;

    /// <summary>What is cut from one block together; larger storages have a block of their own, at most an eighth too large.</summary>
    private const nuint Shared = 8 * HugePage;

    /// <summary>The kernel's advice MADV_HUGEPAGE.</summary>
    private const int UseHugePages = 14;

    private static readonly Lock cutting = new();
    private static NativeBlock? current;

    private readonly float* memory;
    private readonly nuint size;
    private nuint used;

    private NativeBlock(nuint bytes)
    {
        size = (bytes + HugePage - 1) & ~(HugePage - 1);
        memory = (float*)NativeMemory.AlignedAlloc(size, HugePage);
        GC.AddMemoryPressure((long)size);
        // A wish: a kernel that has no such pages refuses, and nothing is lost.
        if (OperatingSystem.IsLinux()) _ = Advise(memory, size, UseHugePages);
    }

    /// <summary>Frees the memory: nothing that was cut from it is reachable any more.</summary>
    ~NativeBlock()
    {
        NativeMemory.AlignedFree(memory);
        GC.RemoveMemoryPressure((long)size);
    }

    /// <summary>Room for so many bytes; it stays while the block is reachable.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="start">Where they begin.</param>
    /// <exception cref="OutOfMemoryException">The system has not so much memory.</exception>
    public static NativeBlock Cut(nuint bytes, out float* start)
    {
        lock (cutting)
        {
            var block = bytes > Shared ? new NativeBlock(bytes) : current is { } open && open.used + bytes <= open.size ? open : current = new NativeBlock(Shared);
            start = block.memory + (block.used / sizeof(float));
            block.used = (block.used + bytes + Page - 1) & ~(Page - 1);
            return block;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint bytes, int advice);
}
