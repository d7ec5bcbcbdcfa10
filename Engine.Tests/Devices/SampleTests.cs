using Engine.Operations;
using Engine.Tests.Devices.Cpu;
using Engine.Tests.Gpu;

namespace Engine.Tests.Devices;

/// <summary>Weights with their divergence and both gradients in one pass on a device, every size, against the reference.</summary>
public abstract class SampleTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    private static readonly RandomState noise = new(3, 4, ulong.MaxValue - 2);

    private static readonly NormalSample sample = new(0.1, 0.5);

    public static TheoryData<int> Sizes => [.. KernelCase.Sizes, 1023, 1025, 4097];

    [Theory, MemberData(nameof(Sizes))]
    public void Values(int count)
    {
        Case(count, count, (device, x, y) => device.Sample(sample, noise, x[0], x[1], y, null, device.Rent(1), count)).CheckBits(Device);
        Case(count, count, (device, x, y) => device.Sample(sample, noise, x[0], x[1], y, device.Rent(count), null, count)).CheckBits(Device);
        Case(count, count, (device, x, y) => device.Sample(new NormalVariance(0, 1), default, x[0], x[1], y, null, device.Rent(1), count)).CheckBits(Device);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Totals(int count)
    {
        Case(count, 1, (device, x, y) => device.Sample(sample, noise, x[0], x[1], device.Rent(count), null, y, count)).CheckBits(Device, 3e-7);
        Case(count, 1, (device, x, y) => device.Sample(new NormalVariance(0, 1), default, x[0], x[1], device.Rent(count), null, y, count)).CheckBits(Device, 3e-7);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Kept_noise_is_that_of_a_normal_draw(int count)
    {
        var kept = Case(count, count, (device, x, y) => device.Sample(sample, noise, x[0], x[1], device.Rent(count), y, device.Rent(1), count));
        var drawn = Case(count, count, (device, x, y) => device.Random(RandomKind.Normal, noise.Seed, noise.Stream, noise.Counter, y, count));
        kept.CheckBits(Device);
        Assert.Equal(drawn.Run(Device), kept.Run(Device));
        Assert.Equal(drawn.Run(Device.Reference), kept.Run(Device.Reference));
        if (count == 0) return;
        var dropped = Case(count, count, (device, x, y) => device.Sample(sample, noise, x[0], x[1], y, null, null, count));
        var remembered = Case(count, count, (device, x, y) => device.Sample(sample, noise, x[0], x[1], y, device.Rent(count), null, count));
        Assert.Equal(dropped.Run(Device), remembered.Run(Device));
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Gradients(int count)
    {
        foreach (var (g, h) in new[] { (true, true), (true, false), (false, true) })
        {
            Case(count, count, (device, x, y) => device.SampleGradient(sample, g ? x[2] : null, h ? x[4] : null, x[0], x[1], x[3], y, device.Rent(count), count)).CheckBits(Device);
            Case(count, count, (device, x, y) => device.SampleGradient(sample, g ? x[2] : null, h ? x[4] : null, x[0], x[1], x[3], device.Rent(count), y, count)).CheckBits(Device);
            Case(count, count, (device, x, y) => device.SampleGradient(new NormalVariance(0, 1), g ? x[2] : null, h ? x[4] : null, x[0], x[1], null, device.Rent(count), y, count)).CheckBits(Device);
        }
    }

    /// <summary>μ, ρ, g, ε and h.</summary>
    private static KernelCase Case(int count, int outputs, KernelCase.Call call) =>
        new([KernelCase.Numbers(count), KernelCase.Numbers(count, -30, 5, seed: 2), KernelCase.Numbers(count, seed: 3), KernelCase.Numbers(count, seed: 4), [0.75f]], outputs, call);
}

public sealed class SampleOnCpu : SampleTests
{
    protected override Device Device => Device.Cpu;
}

public sealed class SampleOnEmulated : SampleTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class SampleOnOpenCl : SampleTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class SampleOnCuda : SampleTests
{
    protected override Device Device => TestDevices.Cuda;
}
