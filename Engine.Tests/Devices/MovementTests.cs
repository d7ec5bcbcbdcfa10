using Engine.Tests.Devices.Cpu;
using Engine.Tests.Gpu;
using static Engine.Tests.Devices.Cpu.KernelCase;

namespace Engine.Tests.Devices;

/// <summary>Permuted, gathered and scattered elements on a device, against the reference.</summary>
public abstract class MovementTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    public static TheoryData<int[]> Shapes => new()
    {
        { [2, 3, 4, 5] }, { [17, 3, 33, 9] }, { [1, 5, 1, 40] }, { [65, 2, 1, 70] }, { [3, 0, 2, 2] }, { [8, 16, 32, 33] },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Permutations_of_all_orders_of_four_axes(int[] lengths)
    {
        var shape = Shape.Create(lengths);
        var x = Numbers(shape.Elements);
        foreach (var axes in Orders([0, 1, 2, 3]))
            new KernelCase([x], x.Length, (device, a, y) => device.Permute(a[0], y, shape, axes)).CheckBits(Device, tolerance: 0);
    }

    [Theory]
    [InlineData(1, 1), InlineData(1, 50), InlineData(31, 33), InlineData(64, 64), InlineData(300, 401), InlineData(8, 5001), InlineData(5001, 3)]
    public void Transpositions(int rows, int columns) => new KernelCase([Numbers(rows * columns)], rows * columns,
        (device, a, y) => device.Permute(a[0], y, [rows, columns], [1, 0])).CheckBits(Device, tolerance: 0);

    [Fact]
    public void Permutations_of_few_axes()
    {
        new KernelCase([Numbers(1)], 1, (device, a, y) => device.Permute(a[0], y, [], [])).CheckBits(Device, tolerance: 0);
        new KernelCase([Numbers(9)], 9, (device, a, y) => device.Permute(a[0], y, [9], [0])).CheckBits(Device, tolerance: 0);
        int[] six = [2, 3, 2, 3, 9, 2];
        new KernelCase([Numbers(648)], 648, (device, a, y) => device.Permute(a[0], y, Shape.Create(six), [5, 3, 1, 4, 2, 0])).CheckBits(Device, tolerance: 0);
        new KernelCase([Numbers(648)], 648, (device, a, y) => device.Permute(a[0], y, Shape.Create(six), [2, 0, 1, 4, 3, 5])).CheckBits(Device, tolerance: 0);
    }

    public static TheoryData<int, int, int, int> Indexings => new()
    {
        { 1, 10, 1, 50 }, { 1, 10, 7, 50 }, { 3, 10, 7, 0 }, { 3, 5, 17, 20 }, { 1, 100, 400, 200 }, { 2, 3, 0, 4 }, { 1, 1000, 1, 40000 }, { 2, 9, 300, 30 }, { 1, 40000, 1, 20000 }, { 2, 17, 3, 5000 }, { 1, 1, 2, 700 },
    };

    [Theory, MemberData(nameof(Indexings))]
    public void Gathers(int outer, int length, int inner, int count)
    {
        var span = new AxisSpan(outer, length, inner);
        new KernelCase([Numbers(outer * length * inner), Indices(count, length)], outer * count * inner,
            (device, a, y) => device.Gather(a[0], a[1], y, span, count)).CheckBits(Device, tolerance: 0);
    }

    [Theory, MemberData(nameof(Indexings))]
    public void Scattered_additions_with_repeated_indices(int outer, int length, int inner, int count)
    {
        var span = new AxisSpan(outer, length, inner);
        var y0 = Numbers(outer * length * inner, seed: 5);
        new KernelCase([Numbers(outer * count * inner), Indices(count, length), y0], y0.Length, (device, a, y) =>
        {
            device.CopyRows(a[2], 0, 0, y, 0, 0, 1, y0.Length);
            device.ScatterAdd(a[0], a[1], y, span, count);
        }).CheckBits(Device, 1e-5);
    }

    private static float[] Indices(int count, int length)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(length))];
    }

    private static IEnumerable<int[]> Orders(int[] axes) => axes.Length == 0
        ? [[]]
        : axes.SelectMany(first => Orders([.. axes.Where(axis => axis != first)]), (first, rest) => (int[])[first, .. rest]);
}

public sealed class MovementOnCpu : MovementTests
{
    protected override Device Device => Device.Cpu;
}

public sealed class MovementOnEmulated : MovementTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class MovementOnOpenCl : MovementTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class MovementOnCuda : MovementTests
{
    protected override Device Device => TestDevices.Cuda;
}
