namespace Engine.Devices.Cpu;

/// <summary>Cuts a range of items into blocks of about <see cref="CpuTuning.BlockElements"/> elements for the workers.</summary>
/// <param name="work">What to do.</param>
/// <param name="count">All items.</param>
/// <param name="size">Items in one block.</param>
/// <typeparam name="W">The kind of work.</typeparam>
internal readonly struct RangeWork<W>(W work, int count, int size) : IBlockWork where W : struct, IRangeWork
{
    /// <inheritdoc/>
    public void Run(int block) => work.Run(block * size, Math.Min(size, count - block * size));
}

/// <summary>Runs work on ranges.</summary>
internal static class RangeWork
{
    /// <summary>Does items 0 … <paramref name="count"/> − 1, each of about <paramref name="elements"/> elements.</summary>
    public static void Run<W>(Workers workers, int count, int elements, W work) where W : struct, IRangeWork
    {
        if (count == 0) return;
        if ((long)count * elements < CpuTuning.ParallelFrom)
        {
            work.Run(0, count);
            return;
        }
        var size = Math.Max(1, CpuTuning.BlockElements / Math.Max(1, elements));
        workers.Run((count - 1) / size + 1, new RangeWork<W>(work, count, size));
    }
}
