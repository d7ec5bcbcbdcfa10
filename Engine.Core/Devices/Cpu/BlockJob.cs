using System.Runtime.ExceptionServices;

namespace Engine.Devices.Cpu;

/// <summary>One parallel loop under way: which block is next, and what went wrong.</summary>
internal abstract class BlockJob
{
    private readonly Lock failing = new();
    private ExceptionDispatchInfo? failure;
    private int failedBlock;
    private protected int blocks;
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

    private protected void Start(int count)
    {
        blocks = count;
        next = 0;
    }

    private protected int Take() => Interlocked.Increment(ref next) - 1;

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
    public void Start(int count, W what)
    {
        work = what;
        Start(count);
    }

    /// <summary>Lets go of what the work refers to.</summary>
    public void Forget() => work = default;

    /// <inheritdoc/>
    public override void TakeBlocks()
    {
        W mine = work;
        int block = 0;
        while (block < blocks)
        {
            // One region for the whole loop costs nothing; it is entered again only after a failure.
            try
            {
                while ((block = Take()) < blocks) mine.Run(block);
            }
            catch (Exception exception)
            {
                Fail(block, exception);
            }
        }
    }
}
