using System.Runtime.ExceptionServices;

namespace Engine.Devices.Cpu;

/// <summary>One parallel loop under way: which block is next, and what went wrong.</summary>
internal abstract class BlockJob
{
    private readonly Lock failing = new();
    private ExceptionDispatchInfo? failure;
    private int failedBlock;
    private int blocks;
    private int sharers;
    private int next;

    /// <summary>Takes blocks until none is left. Called by every thread that helps.</summary>
    public abstract void TakeBlocks();

    /// <summary>Throws what the lowest failing block threw: the same exception for any number of threads.</summary>
    public void ThrowIfFailed()
    {
        ExceptionDispatchInfo? thrown = failure;
        failure = null;
        thrown?.Throw();
    }

    private protected void Start(int count, int threads)
    {
        blocks = count;
        sharers = 2 * threads;
        next = 0;
    }

    /// <summary>Takes the next blocks: many at first, so that threads work far from each other and find their own data in their
    /// caches, one at the end, so that all end together. Guided self-scheduling (Polychronopoulos and Kuck, 1987).</summary>
    private protected bool Take(out int first, out int end)
    {
        do
        {
            first = Volatile.Read(ref next);
            end = first + Math.Max(1, (blocks - first) / sharers);
            if (first >= blocks) return false;
        }
        while (Interlocked.CompareExchange(ref next, end, first) != first);
        return true;
    }

    private protected void Fail(int block, Exception exception)
    {
        lock (failing)
        {
            if (failure is not null && failedBlock < block) return;
            failure = ExceptionDispatchInfo.Capture(exception);
            failedBlock = block;
        }
    }
}

/// <summary>The job for one type of work; a pool keeps one and uses it again.</summary>
internal sealed class BlockJob<W> : BlockJob where W : struct, IBlockWork
{
    private W work;

    /// <summary>Prepares a loop over <paramref name="count"/> blocks; no thread may be inside <see cref="TakeBlocks"/>.</summary>
    public void Start(int count, int threads, W what)
    {
        work = what;
        Start(count, threads);
    }

    /// <summary>Lets go of what the work refers to.</summary>
    public void Forget() => work = default;

    /// <inheritdoc/>
    public override void TakeBlocks()
    {
        W mine = work;
        while (Take(out int block, out int end))
        {
            while (block < end)
            {
                // One region for all of them costs nothing; it is entered again only after a failure.
                try
                {
                    for (; block < end; block++) mine.Run(block);
                }
                catch (Exception exception)
                {
                    Fail(block++, exception);
                }
            }
        }
    }
}
