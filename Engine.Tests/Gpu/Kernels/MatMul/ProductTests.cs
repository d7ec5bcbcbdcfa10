using Engine.Gpu;
using Engine.Gpu.Kernels;
using Engine.Operations;

namespace Engine.Tests.Gpu.Kernels.MatMul;

/// <summary>What a product is made of on a device: parts of its sums, and the kernel that a trial at first use chose.</summary>
public abstract class ProductTests
{
    /// <summary>The kind of device under test; without one, the test is skipped.</summary>
    protected abstract GpuKind Kind { get; }

    [Fact]
    public void Sums_in_parts()
    {
        var device = TestDevices.Require(Kind);
        foreach (var (parts, k) in new[] { (2, 33), (3, 48), (7, 100) })
            foreach (var hasBias in new[] { false, true })
            {
                var product = new ProductCase(new(5, 9, k, true, false, [0, 0], [0, k * 9]), hasBias);
                var computed = product.InParts(device, parts);
                product.Check(computed, $"{parts} parts");
                Assert.Equal(computed, product.InParts(device, parts));
            }
    }

    [Fact]
    public void Products_of_the_engine()
    {
        var device = TestDevices.Require(Kind);
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
    [Fact]
    public void A_trial_at_first_use_changes_no_bit()
    {
        var device = TestDevices.Require(Kind);
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
}

public sealed class ProductOnEmulated : ProductTests
{
    protected override GpuKind Kind => GpuKind.Emulated;
}

public sealed class ProductOnOpenCl : ProductTests
{
    protected override GpuKind Kind => GpuKind.OpenCl;
}

public sealed class ProductOnCuda : ProductTests
{
    protected override GpuKind Kind => GpuKind.Cuda;
}
