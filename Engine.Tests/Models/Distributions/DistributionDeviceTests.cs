using Engine.Models;
using Engine.Tests.Gpu;

namespace Engine.Tests.Models;

/// <summary>Every distribution moved from the reference to a device: it is the same there.</summary>
public abstract class DistributionDeviceTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void A_moved_distribution_is_the_same(DistributionCase each)
    {
        var (target, original) = (Device, each.On(Device.Reference));
        var moved = original.To(target);
        Assert.Same(moved, moved.To(target));
        Assert.Same(original, original.To(Device.Reference));
        Assert.Equal((original.GetType(), original.BatchShape, original.EventShape, original.Validates, target),
            (moved.GetType(), moved.BatchShape, moved.EventShape, moved.Validates, moved.Device));
        var value = moved.Sample(new RandomStream(44), [3]);
        Near(original.LogProb(value.To(Device.Reference)), moved.LogProb(value), "log-probability");
        foreach (var (name, of) in new (string, Func<Distribution, Tensor>)[] { ("mean", d => d.Mean), ("variance", d => d.Variance), ("entropy", d => d.Entropy()), ("cdf", d => d.Cdf(value.To(d.Device))) })
            if (Exists(() => of(original))) Near(of(original), of(moved), name);
    }

    [Theory, MemberData(nameof(DistributionCases.Rows), MemberType = typeof(DistributionCases))]
    public void Draws_are_those_of_the_reference(DistributionCase each)
    {
        var (original, moved) = (each.On(Device.Reference), each.On(Device.Reference).To(Device));
        Near(original.Sample(new RandomStream(45), [4]), moved.Sample(new RandomStream(45), [4]), "sample");
    }

    [Fact]
    public void Whether_values_are_checked_moves_along()
    {
        var grey = Bernoulli.FromLogits(Tensor.Zeros([2], Device.Reference), allowGrey: true).To(Device);
        Assert.Equal(-Math.Log(2), grey.LogProb(Tensor.Full([2], 0.5, Device)).ToDoubles()[1], 1e-6);
        Assert.False(new Normal(Tensor.Zeros([2], Device.Reference), 1, validate: false).To(Device).Validates);
    }

    private static bool Exists(Func<Tensor> compute)
    {
        try { return compute() is not null; }
        catch (NotSupportedException) { return false; }
    }

    private static void Near(Tensor expected, Tensor given, string what) =>
        Assert.True(given.To(Device.Reference).AllClose(expected, rtol: 2e-4, atol: 2e-5, equalNaN: true), $"{what}: {given}, reference {expected}");
}

public sealed class DistributionDeviceOnCpu : DistributionDeviceTests
{
    protected override Device Device => Device.Cpu;

    [Fact]
    public void What_rounds_out_of_range_on_the_way_is_refused() =>
        Assert.Contains("scale of shape [] holds 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Laplace(0, 1e-50, Device.Reference).To(Device)).Message, StringComparison.Ordinal);
}

public sealed class DistributionDeviceOnEmulated : DistributionDeviceTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class DistributionDeviceOnOpenCl : DistributionDeviceTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class DistributionDeviceOnCuda : DistributionDeviceTests
{
    protected override Device Device => TestDevices.Cuda;
}
