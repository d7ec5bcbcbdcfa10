using Engine.Gpu.Kernels;

namespace Engine.Tests.Gpu.Kernels.MatMul;

/// <summary>What a product is cut into before any device is asked: runs of its batch, and parts of its sums.</summary>
public sealed class ProductPartsTests
{
    [Fact]
    public void Runs_of_a_batch_follow_its_offsets()
    {
        foreach (var plan in Batches())
        {
            for (var first = 0; first < plan.Batch;)
            {
                var run = BatchRun.From(plan, first, Math.Min(100, plan.Batch - first));
                var shape = new ProductShape(plan, run, hasBias: false, TermSplit.Into(1, plan.K));
                Assert.InRange(run.Count, 1, 100);
                for (var i = 0; i < run.Count; i++) Assert.Equal((plan.OffsetsA[first + i], plan.OffsetsB[first + i]), (shape.StartA(i), shape.StartB(i)));
                first += run.Count;
            }
        }
        Assert.Equal(12, BatchRun.From(Batches().First(), 0, 12).Count);
    }

    /// <summary>Two broadcast axes, which is one run; then offsets of all kinds.</summary>
    private static IEnumerable<MatMulPlan> Batches()
    {
        yield return new(2, 2, 2, false, false, [.. from i in Enumerable.Range(0, 3) from j in Enumerable.Range(0, 4) select i * 4], [.. from i in Enumerable.Range(0, 3) from j in Enumerable.Range(0, 4) select j * 4]);
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var count = random.Next(1, 300);
            int[] Offsets() => [.. Enumerable.Range(0, count).Select(at => random.Next(10) == 0 ? random.Next(3) * 4 : at % 6 / 2 * 4)];
            yield return new(2, 2, 2, false, false, Offsets(), Offsets());
        }
    }

    [Fact]
    public void Parts_cover_all_terms_and_are_made_only_where_they_help()
    {
        foreach (var (m, n, k, count) in new[] { (10, 400, 60_000, 1), (128, 400, 784, 1), (400, 784, 128, 1), (4096, 4096, 4096, 1), (1, 1, 100_000_000, 1), (64, 64, 500, 100), (7, 7, 0, 1) })
        {
            var split = TermSplit.Of(m, n, k, count, multiprocessors: 132);
            Assert.InRange(k, (split.Parts - 1) * (long)split.Terms + (k > 0 ? 1 : 0), split.Parts * (long)split.Terms);
            Assert.True(split.Parts == 1 || split.Terms % 16 == 0);
        }
        Assert.Equal(1, TermSplit.Of(4096, 4096, 4096, 1, 132).Parts);
        Assert.Equal(1, TermSplit.Of(400, 784, 128, 1, 132).Parts);
        Assert.InRange(TermSplit.Of(128, 400, 784, 1, 132).Parts, 4, 8);
        Assert.InRange(TermSplit.Of(10, 400, 60_000, 1, 132).Parts, 30, 40);
    }
}
