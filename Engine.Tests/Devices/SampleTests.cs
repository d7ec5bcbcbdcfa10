using Engine.Operations;
using Engine.Tests.Devices.Cpu;
using Engine.Tests.Gpu;
using Engine.Tests.Operations;

namespace Engine.Tests.Devices;

/// <summary>Weights with their divergence and both gradients in one pass on a device, every size, against the reference.</summary>
public abstract class SampleTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    private static readonly RandomState noise = new(3, 4, ulong.MaxValue - 2);

    /// <summary>Every op with bounds of its b: ρ, a variance or a deviation.</summary>
    private static readonly Dictionary<string, (ISampleOp Op, double Low, double High)> ops = new()
    {
        [nameof(NormalSample)] = (new NormalSample(0.1, 0.5), -30, 5),
        [nameof(NormalVariance)] = (new NormalVariance(0, 1), -30, 5),
        [nameof(NormalActivation)] = (default(NormalActivation), 0.05, 9),
        [nameof(ScaledNoise)] = (default(ScaledNoise), 0, 3),
    };

    public static MatrixTheoryData<string, int> Cases => new(ops.Keys, Sizes);

    public static int[] Sizes => [.. KernelCase.Sizes, 1023, 1025, 4097];

    [Fact]
    public void Every_op_is_among_them()
    {
        var all = typeof(ISampleOp).Assembly.GetTypes().Where(type => type.IsValueType && type.IsAssignableTo(typeof(ISampleOp)));
        Assert.Equal(all.Select(type => type.Name).Order(), ops.Values.Select(each => each.Op.GetType().Name).Order());
    }

    [Theory, MemberData(nameof(Cases))]
    public void Values(string op, int count) => Call(nameof(CheckValues), op, count);

    private static void CheckValues<Op>(Op op, string name, Device where, int count) where Op : struct, ISampleOp
    {
        Case(name, count, count, (device, x, y) => device.Sample(op, noise, x[0], x[1], y, null, device.Rent(1), count)).CheckBits(where);
        Case(name, count, count, (device, x, y) => device.Sample(op, noise, x[0], x[1], y, null, null, count)).CheckBits(where);
        if (op.Draws) Case(name, count, count, (device, x, y) => device.Sample(op, noise, x[0], x[1], y, device.Rent(count), null, count)).CheckBits(where);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Totals(string op, int count) => Call(nameof(CheckTotals), op, count);

    private static void CheckTotals<Op>(Op op, string name, Device where, int count) where Op : struct, ISampleOp =>
        Case(name, count, 1, (device, x, y) => device.Sample(op, noise, x[0], x[1], device.Rent(count), null, y, count)).CheckBits(where, 3e-7);

    [Theory, MemberData(nameof(Cases))]
    public void Kept_noise_is_that_of_a_normal_draw(string op, int count) => Call(nameof(CheckNoise), op, count);

    private static void CheckNoise<Op>(Op op, string name, Device where, int count) where Op : struct, ISampleOp
    {
        if (!op.Draws) return;
        var kept = Case(name, count, count, (device, x, y) => device.Sample(op, noise, x[0], x[1], device.Rent(count), y, device.Rent(1), count));
        var drawn = Case(name, count, count, (device, x, y) => device.Random(RandomKind.Normal, noise.Seed, noise.Stream, noise.Counter, y, count));
        kept.CheckBits(where);
        Assert.Equal(drawn.Run(where), kept.Run(where));
        Assert.Equal(drawn.Run(Device.Reference), kept.Run(Device.Reference));
        var dropped = Case(name, count, count, (device, x, y) => device.Sample(op, noise, x[0], x[1], y, null, null, count));
        var remembered = Case(name, count, count, (device, x, y) => device.Sample(op, noise, x[0], x[1], y, device.Rent(count), null, count));
        Assert.Equal(dropped.Run(where), remembered.Run(where));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients(string op, int count) => Call(nameof(CheckGradients), op, count);

    private static void CheckGradients<Op>(Op op, string name, Device where, int count) where Op : struct, ISampleOp
    {
        foreach (var (g, h) in new[] { (true, true), (true, false), (false, true) })
        {
            Case(name, count, count, (device, x, y) => device.SampleGradient(op, g ? x[2] : null, h ? x[4] : null, x[0], x[1], op.Draws ? x[3] : null, y, device.Rent(count), count)).CheckBits(where);
            Case(name, count, count, (device, x, y) => device.SampleGradient(op, g ? x[2] : null, h ? x[4] : null, x[0], x[1], op.Draws ? x[3] : null, device.Rent(count), y, count)).CheckBits(where);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_in_the_place_of_another(string op, int count) => Call(nameof(CheckInPlace), op, count);

    private static void CheckInPlace<Op>(Op op, string name, Device where, int count) where Op : struct, ISampleOp
    {
        var apart = Case(name, count, count, (device, x, y) => device.SampleGradient(op, x[2], x[4], x[0], x[1], op.Draws ? x[3] : null, y, device.Rent(count), count));
        var inPlace = Case(name, count, count, (device, x, y) =>
        {
            device.CopyRows(x[2], 0, count, y, 0, count, 1, count);
            device.SampleGradient(op, y, x[4], x[0], x[1], op.Draws ? x[3] : null, y, device.Rent(count), count);
        });
        Assert.Equal(apart.Run(where), inPlace.Run(where));
        inPlace.CheckBits(where);
    }

    private void Call(string check, string op, int count) => OpCatalog.Call(typeof(SampleTests), check, ops[op].Op, op, Device, count);

    /// <summary>a, b, g, ε and h.</summary>
    private static KernelCase Case(string op, int count, int outputs, KernelCase.Call call) =>
        new([KernelCase.Numbers(count), KernelCase.Numbers(count, ops[op].Low, ops[op].High, seed: 2), KernelCase.Numbers(count, seed: 3), KernelCase.Numbers(count, seed: 4), [0.75f]], outputs, call);
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
