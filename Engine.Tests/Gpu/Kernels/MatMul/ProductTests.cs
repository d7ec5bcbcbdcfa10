using Engine.Gpu;
using Engine.Gpu.Kernels;
using Engine.Operations;

namespace Engine.Tests.Gpu.Kernels.MatMul;

/// <summary>Which kernels a product is made of: parts of its sums, and the trial at first use.</summary>
public sealed class ProductTests
{
    public static TheoryData<GpuKind> Kinds => [.. Enum.GetValues<GpuKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void Sums_in_parts(GpuKind kind)
    {
        var device = TestDevices.Require(kind);
        foreach (var (parts, k) in new[] { (2, 33), (3, 48), (7, 100) })
            foreach (var hasBias in new[] { false, true })
            {
                var product = new ProductCase(new(5, 9, k, true, false, [0, 0], [0, k * 9]), hasBias);
                var computed = product.InParts(device, parts);
                product.Check(computed, $"{parts} parts");
                Assert.Equal(computed, product.InParts(device, parts));
            }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Products_of_the_engine(GpuKind kind)
    {
        var device = TestDevices.Require(kind);
        MatMulPlan[] plans = [ProductCase.Single(3, 4, 700, transposeB: true), ProductCase.Single(1, 50, 7), ProductCase.Single(50, 1, 7, true), ProductCase.Single(12, 10, 40)];
        foreach (var plan in plans)
        {
            var product = new ProductCase(plan, hasBias: true);
            var computed = product.OnDevice(device);
            product.Check(computed, device.Name);
            Assert.Equal(computed, product.OnDevice(device));
        }
        new ProductCase(new(0, 4, 3, false, false, [0], [0]), hasBias: false).OnDevice(device);
        new ProductCase(new(4, 4, 3, false, false, [], []), hasBias: false).OnDevice(device);
    }

    /// <summary>A trial may come out otherwise on another day; the numbers may not.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void A_trial_at_first_use_changes_no_bit(GpuKind kind)
    {
        var device = TestDevices.Require(kind);
        var tuner = new ProductTuner(device.Launcher) { Enabled = false, LeastForTrial = 1000 };
        var plan = ProductCase.Single(20, 24, 10);
        var run = BatchRun.From(plan, 0, 1);
        var product = new ProductCase(plan, hasBias: false);
        var expected = product.OnDevice(device);
        using var c = Tensor.Zeros([20, 24], device);
        var view = ((GpuStorage)c.Memory).View;
        var call = new ProductCall<Identity>(default, new(plan, run, hasBias: false, TermSplit.Into(1, 10)), 1, view, view, view, view);
        Assert.Equal(ProductRungs.Fixed(device.Launcher, 20, 24, 1), tuner.For(plan, call, 10));
        Assert.Empty(tuner.Chosen);
        tuner.Enabled = true;
        var chosen = tuner.For(plan, call, 10);
        Assert.Contains(chosen, ProductRungs.Candidates(device.Launcher).ToArray());
        Assert.Same(chosen, Assert.Single(tuner.Chosen).Value);
        Assert.Same(chosen, tuner.For(plan with { M = 19, N = 18 }, call, 10));
        Assert.Single(tuner.Chosen);
        Assert.Equal(expected, product.By(chosen, device));
    }

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
