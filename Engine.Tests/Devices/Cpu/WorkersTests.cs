using Engine.Devices.Cpu;

namespace Engine.Tests.Devices.Cpu;

public sealed class WorkersTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(8)]
    public void Every_block_runs_exactly_once(int threads)
    {
        using var workers = new Workers(threads);
        foreach (int blocks in new[] { 0, 1, 2, 3, 7, 64, 1000 })
        {
            for (int repeat = 0; repeat < 200; repeat++)
            {
                var counts = new int[blocks];
                workers.Run(blocks, new Count(counts));
                Assert.All(counts, count => Assert.Equal(1, count));
            }
        }
    }

    [Fact]
    public void Sleeping_helpers_are_woken()
    {
        using var workers = new Workers(2);
        for (int repeat = 0; repeat < 5; repeat++)
        {
            Thread.Sleep(20); // far longer than a helper spins
            using var both = new Barrier(2);
            workers.Run(2, new Meet(both)); // ends only if two threads are inside at once
            Assert.Equal(1, both.CurrentPhaseNumber);
        }
    }

    [Fact]
    public void A_loop_ends_only_when_the_blocks_of_helpers_have_ended()
    {
        using var workers = new Workers(2);
        using var both = new Barrier(2);
        var ended = new int[2];
        workers.Run(2, new HelperIsLate(Thread.CurrentThread, both, ended));
        Assert.Equal([1, 1], ended);
    }

    [Fact]
    public void Callers_side_by_side_all_get_their_blocks_run()
    {
        using var workers = new Workers(3);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (int repeat = 0; repeat < 300; repeat++)
            {
                var counts = new int[17];
                workers.Run(17, new Count(counts));
                Assert.All(counts, count => Assert.Equal(1, count));
            }
        });
    }

    [Fact]
    public void A_loop_inside_a_block_runs_there()
    {
        using var workers = new Workers(3);
        var counts = new int[20 * 30];
        workers.Run(20, new Outer(workers, counts));
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(5)]
    public void The_lowest_failure_is_thrown_after_all_blocks_ended_and_the_pool_stays_usable(int threads)
    {
        using var workers = new Workers(threads);
        for (int repeat = 0; repeat < 20; repeat++)
        {
            var counts = new int[40];
            var thrown = Assert.Throws<InvalidOperationException>(() => workers.Run(40, new FailEveryThird(counts)));
            Assert.Equal("block 2", thrown.Message);
            Assert.All(counts, count => Assert.Equal(1, count));

            var after = new int[40];
            workers.Run(40, new Count(after));
            Assert.All(after, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Nothing_is_allocated_after_the_first_call()
    {
        using var workers = new Workers(2);
        var counts = new int[16];
        workers.Run(16, new Count(counts));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) workers.Run(16, new Count(counts));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Dispose_ends_the_helpers_and_leaves_loops_to_their_callers()
    {
        var workers = new Workers(2);
        using var both = new Barrier(2);
        var seen = new Thread[2];
        workers.Run(2, new Meet(both, seen));
        Thread helper = seen.Single(thread => thread != Thread.CurrentThread);
        Assert.True(helper.IsBackground); // it must not keep a finished program alive
        workers.Dispose();
        workers.Dispose();
        Assert.True(helper.Join(TimeSpan.FromSeconds(30)));

        var counts = new int[9];
        workers.Run(9, new Count(counts));
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(0), InlineData(-3)]
    public void Fewer_than_one_thread_is_refused(int threads)
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => new Workers(threads));
        Assert.Contains($"threads is {threads}; expected at least 1", thrown.Message, StringComparison.Ordinal);
    }

    private readonly struct Count(int[] counts) : IBlockWork
    {
        public void Run(int block) => Interlocked.Increment(ref counts[block]);
    }

    private readonly struct Meet(Barrier both, Thread[]? seen = null) : IBlockWork
    {
        public void Run(int block)
        {
            if (seen is not null) seen[block] = Thread.CurrentThread;
            Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(30)));
        }
    }

    private readonly struct HelperIsLate(Thread caller, Barrier both, int[] ended) : IBlockWork
    {
        public void Run(int block)
        {
            Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(30)));
            if (Thread.CurrentThread != caller) Thread.Sleep(100);
            Volatile.Write(ref ended[block], 1);
        }
    }

    private readonly struct Outer(Workers workers, int[] counts) : IBlockWork
    {
        public void Run(int block) => workers.Run(30, new Inner(counts, 30 * block));
    }

    private readonly struct Inner(int[] counts, int start) : IBlockWork
    {
        public void Run(int block) => Interlocked.Increment(ref counts[start + block]);
    }

    private readonly struct FailEveryThird(int[] counts) : IBlockWork
    {
        public void Run(int block)
        {
            Interlocked.Increment(ref counts[block]);
            if (block % 3 == 2) throw new InvalidOperationException($"block {block}");
        }
    }
}
