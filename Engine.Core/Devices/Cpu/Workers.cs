using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Engine.Devices.Cpu;

/// <summary>The threads of a CPU device: the caller and <see cref="Threads"/> − 1 helpers that wait for parallel loops.</summary>
/// <remarks>
/// Kernels take microseconds and follow each other at once, while waking a sleeping thread takes tens to hundreds: so a
/// helper first spins, then sleeps. The caller never waits for a helper that has not come yet; it takes the blocks itself.
/// That also makes every odd case the plain one: inside a block, beside another caller, or after <see cref="Dispose"/> a
/// loop just runs on its caller.
/// </remarks>
internal sealed class Workers : IDisposable
{
    /// <summary>How long a helper spins before it sleeps: longer than the pauses between kernels of a training step.</summary>
    private const double SpinMicroseconds = 50;

    /// <summary>Between two yields to other threads: on a crowded machine spinning must not keep the working ones from running.</summary>
    private const int SpinsPerYield = 32;

    /// <summary>Subtracted from <see cref="gate"/> while no loop is open: larger than any number of helpers.</summary>
    private const int Closed = 1 << 30;

    private static readonly long spinTicks = (long)(SpinMicroseconds * Stopwatch.Frequency / 1e6);

    private readonly Dictionary<Type, BlockJob> jobs = [];
    private readonly object bed = new();
    private BlockJob? current;
    private int busy;
    private int gate = -Closed;
    private int generation;
    private int sleepers;
    private volatile bool stopping;

    /// <param name="threads">How many threads work on a loop, its caller included; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    public Workers(int threads)
    {
        if (threads < 1)
            throw new ArgumentOutOfRangeException(nameof(threads), threads, $"threads is {threads}; expected at least 1.");
        Threads = threads;
        for (int i = 1; i < threads; i++)
            new Thread(Help) { IsBackground = true, Name = $"Engine worker {i}" }.Start();
    }

    /// <summary>How many threads work on a loop, its caller included.</summary>
    public int Threads { get; }

    /// <summary>Runs blocks 0 … <paramref name="blocks"/> − 1, each once, in any order, and returns when all have ended.
    /// If blocks throw, the others still run, and the exception of the lowest one is thrown here.</summary>
    /// <remarks>Allocates nothing after the first call for a type of work.</remarks>
    public void Run<W>(int blocks, W work) where W : struct, IBlockWork
    {
        if (blocks <= 1 || Threads == 1 || Interlocked.CompareExchange(ref busy, 1, 0) != 0)
        {
            RunHere(blocks, work);
            return;
        }
        try
        {
            BlockJob<W> job = JobFor<W>();
            job.Start(blocks, Threads, work);
            Open(job);
            job.TakeBlocks();
            Close();
            job.Forget();
            job.ThrowIfFailed();
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    /// <summary>Lets the helpers end. Loops still run afterwards, on their callers.</summary>
    public void Dispose()
    {
        stopping = true;
        Announce();
    }

    private static void RunHere<W>(int blocks, W work) where W : struct, IBlockWork
    {
        ExceptionDispatchInfo? first = null;
        int block = 0;
        while (block < blocks)
        {
            try
            {
                for (; block < blocks; block++) work.Run(block);
            }
            catch (Exception exception)
            {
                first ??= ExceptionDispatchInfo.Capture(exception);
                block++;
            }
        }
        first?.Throw();
    }

    private BlockJob<W> JobFor<W>() where W : struct, IBlockWork
    {
        if (jobs.TryGetValue(typeof(W), out BlockJob? known)) return (BlockJob<W>)known;
        var job = new BlockJob<W>();
        jobs.Add(typeof(W), job);
        return job;
    }

    // The gate counts the helpers inside, less Closed while no loop is open. Adding and subtracting commute, so a helper
    // that comes late or early sees a number that is wrong for neither side.
    private void Open(BlockJob job)
    {
        current = job;
        Interlocked.Add(ref gate, Closed);
        Announce();
    }

    private void Close()
    {
        Interlocked.Add(ref gate, -Closed);
        var spin = new SpinWait();
        while (Volatile.Read(ref gate) != -Closed) spin.SpinOnce(sleep1Threshold: -1);
        current = null;
    }

    private void Announce()
    {
        // Both this increment and the one of `sleepers` are full fences: either the helper sees the new generation before it
        // sleeps, or it is counted here and woken.
        Interlocked.Increment(ref generation);
        if (Volatile.Read(ref sleepers) == 0) return;
        lock (bed) Monitor.PulseAll(bed);
    }

    private void Help()
    {
        int seen = 0;
        while (true)
        {
            seen = AwaitGenerationAfter(seen);
            if (stopping) return;
            if (Interlocked.Increment(ref gate) > 0) current!.TakeBlocks();
            Interlocked.Decrement(ref gate);
        }
    }

    private int AwaitGenerationAfter(int seen)
    {
        long start = Stopwatch.GetTimestamp();
        for (int spins = 1; Volatile.Read(ref generation) == seen; spins++)
        {
            if (Stopwatch.GetTimestamp() - start > spinTicks) Sleep(seen);
            else if (spins % SpinsPerYield == 0) Thread.Yield();
            else Thread.SpinWait(1);
        }
        return Volatile.Read(ref generation);
    }

    private void Sleep(int seen)
    {
        lock (bed)
        {
            Interlocked.Increment(ref sleepers);
            while (Volatile.Read(ref generation) == seen) Monitor.Wait(bed);
            Interlocked.Decrement(ref sleepers);
        }
    }
}
