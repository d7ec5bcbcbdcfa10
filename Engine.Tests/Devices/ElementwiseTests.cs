using System.Runtime.CompilerServices;
using Engine.Operations;
using Engine.Tests.Devices.Cpu;
using Engine.Tests.Gpu;
using static Engine.Tests.Devices.Cpu.KernelCase;

namespace Engine.Tests.Devices;

/// <summary>Maps, zips, updates, fills and copies on a device, every size and shape, against the reference.</summary>
public abstract class ElementwiseTests
{
    /// <summary>The device under test; without it, the test is skipped.</summary>
    protected abstract Device Device { get; }

    public static TheoryData<int> AllSizes => [.. Sizes];

    [Theory, MemberData(nameof(AllSizes))]
    public void Maps_and_their_gradients(int n)
    {
        var x = Numbers(n);
        new KernelCase([x], n, (device, a, y) => device.Map(new Tanh(), a[0], y, n)).CheckBits(Device);
        new KernelCase([x], n, (device, a, y) => device.Map(new Times(3), a[0], y, n)).CheckBits(Device);

        var g = Numbers(n, seed: 2);
        for (var i = 0; i < n; i += 3) g[i] = 0;
        var value = x.Select(v => (float)Math.Exp(v)).ToArray();
        new KernelCase([g, x, value], n, (device, a, y) => device.MapGradient(new Exp(), a[0], a[1], a[2], y, n)).CheckBits(Device);
    }

    [Fact]
    public void In_place_maps()
    {
        var x = Numbers(40001);
        new KernelCase([x], 40001, (device, a, y) =>
        {
            device.CopyRows(a[0], 0, 0, y, 0, 0, 1, 40001);
            device.Map(new Plus(1), y, y, 40001);
        }).CheckBits(Device);
    }

    [Fact]
    public void A_zero_gradient_stays_zero_beside_an_infinite_slope_and_NaN_goes_through()
    {
        float[] g = [0, 1, float.NaN, 0], x = [0, 0, 4, float.NaN], y = [0, 0, 2, float.NaN];
        var actual = new KernelCase([g, x, y], 4, (device, a, dx) => device.MapGradient(new Sqrt(), a[0], a[1], a[2], dx, 4)).Run(Device);
        Assert.Equal([0, double.PositiveInfinity, double.NaN, 0], actual);
    }

    [Theory, MemberData(nameof(AllSizes))]
    public void An_elements_result_does_not_depend_on_its_position(int n)
    {
        var x = Enumerable.Repeat(0.7f, n).ToArray();
        var y = new KernelCase([x], n, (device, a, to) => device.Map(new Tanh(), a[0], to, n)).Run(Device);
        Assert.True(y.Distinct().Count() <= 1);
    }

    public static TheoryData<int, int, int> Lines => new()
    {
        { 1, 1, 1 }, { 1, 17, 1 }, { 1, 40000, 1 }, { 5, 3, 1 }, { 7, 16, 7 }, { 6, 33, 3 }, { 6, 784, 2 }, { 3000, 10, 3000 }, { 4, 20_000, 2 }, { 2, 70_000, 1 },
    };

    [Theory, MemberData(nameof(Lines))]
    public void Sums_of_zips_along_lines(int lines, int length, int repeated)
    {
        float[] a = Numbers(lines * length), b = Numbers(repeated * length, low: 0, high: 1);
        var tolerance = 2e-6 * Math.Sqrt(length);
        new KernelCase([a, b], lines, (device, x, y) => device.ZipSum(new BernoulliLogProb(), x[0], x[1], y, lines, length, repeated * length)).CheckBits(Device, tolerance);
    }

    [Theory, MemberData(nameof(Lines))]
    public void Zips_of_one_number_a_line(int lines, int length, int repeated)
    {
        float[] a = Numbers(lines), b = Numbers(lines * length, seed: 2), c = Numbers(repeated * length, low: 0, high: 1);
        new KernelCase([a, b, c], lines * length,
            (device, x, y) => device.ZipLines(new GradientA<BernoulliLogProb>(default), x[0], x[1], x[2], y, lines, length, repeated * length)).CheckBits(Device);
    }

    public static TheoryData<int[], int[]> Broadcasts => new()
    {
        { [1], [1] }, { [17], [17] }, { [0], [1] }, { [40000], [40000] },
        { [33], [1] }, { [1], [33] }, { [1], [] }, { [], [] }, { [40000], [] }, { [], [40001] },
        { [7, 19], [19] }, { [19], [7, 19] }, { [7, 19], [7, 1] }, { [7, 1], [7, 19] }, { [7, 1], [1, 19] }, { [7, 1], [19] },
        { [300, 401], [401] }, { [300, 1], [300, 401] }, { [2, 40001], [40001] }, { [3, 40001], [3, 1] },
        { [2, 3, 5], [3, 1] }, { [2, 1, 5], [3, 1] }, { [2, 3, 1], [2, 1, 5] }, { [2, 1, 5, 1], [1, 3, 1, 20] },
        { [4, 0, 3], [3] }, { [1000, 3], [3] }, { [1000, 3], [1000, 1] },
    };

    [Theory, MemberData(nameof(Broadcasts))]
    public void Zips_of_all_broadcast_shapes(int[] left, int[] right)
    {
        Shape a = Shape.Create(left), b = Shape.Create(right);
        var rank = Math.Max(a.Rank, b.Rank);
        var lengths = new int[rank];
        for (var d = 1; d <= rank; d++)
        {
            var (m, n) = (d <= a.Rank ? a[-d] : 1, d <= b.Rank ? b[-d] : 1);
            lengths[^d] = m == 1 ? n : m;
        }
        CheckZip(a, b, Shape.Create(lengths));
    }

    [Fact]
    public void Two_operands_that_both_stand_still_fill_the_line() => CheckZip([3, 1], [1], [3, 50]);

    [Fact]
    public void Zips_in_place()
    {
        Shape shape = [50, 1001], row = [1001];
        float[] a = Numbers(shape.Elements), b = Numbers(1001, seed: 2);
        new KernelCase([a, b], shape.Elements, (device, x, y) =>
        {
            device.CopyRows(x[0], 0, 0, y, 0, 0, 1, shape.Elements);
            device.Zip(new Subtract(), y, x[1], y, Broadcast.Plan(shape, row, shape));
        }).CheckBits(Device);
    }

    [Theory, MemberData(nameof(AllSizes))]
    public void Choices_of_three(int n)
    {
        var condition = Numbers(n).Select(x => x < 0 ? 0f : 1f).ToArray();
        new KernelCase([condition, Numbers(n, seed: 2), Numbers(n, seed: 3)], n,
            (device, a, y) => device.Zip(new Where(), a[0], a[1], a[2], y, n)).CheckBits(Device);
    }

    [Theory, MemberData(nameof(AllSizes))]
    public void Updates_with_and_without_moments(int n)
    {
        float[][] inputs = [Numbers(n), Numbers(n, seed: 2), Numbers(n, seed: 3), Numbers(n, 0, 1, seed: 4)];
        for (var form = 0; form < 4; form++)
        {
            bool first = (form & 1) != 0, second = (form & 2) != 0;
            // All three results one after the other.
            new KernelCase(inputs, 3 * n, (device, a, y) =>
            {
                device.Update(new TestRule(), a[0], a[1], first ? a[2] : null, second ? a[3] : null, n);
                for (var part = 0; part < 3; part++) device.CopyRows(a[part == 0 ? 0 : part + 1], 0, 0, y, part * n, 0, 1, n);
            }).CheckBits(Device);
        }
    }

    [Theory, MemberData(nameof(AllSizes))]
    public void Fills(int n) => new KernelCase([], n, (device, _, y) => device.Fill(y, n, 1.5)).CheckBits(Device, tolerance: 0);

    [Theory]
    [InlineData(0, 5), InlineData(3, 0), InlineData(1, 40001), InlineData(3, 1), InlineData(50, 7), InlineData(300, 200)]
    public void Copies_of_rows(int rows, int count)
    {
        int xStride = count + 3, yStride = count + 1;
        new KernelCase([Numbers(2 + rows * xStride)], 1 + rows * yStride, (device, a, y) =>
        {
            device.Fill(y, 1 + rows * yStride, 0);
            device.CopyRows(a[0], 2, xStride, y, 1, yStride, rows, count);
        }).CheckBits(Device, tolerance: 0);
    }

    [Theory, MemberData(nameof(AllSizes))]
    public void Random_numbers(int n)
    {
        new KernelCase([], n, (device, _, y) => device.Random(RandomKind.Uniform, 0x1234_5678_9ABC_DEF0, 77, ulong.MaxValue - 2, y, n)).CheckBits(Device, tolerance: 0);
        new KernelCase([], n, (device, _, y) => device.Random(RandomKind.Normal, 0x1234_5678_9ABC_DEF0, 77, 5, y, n)).CheckBits(Device, 1e-6);
    }

    [Fact]
    public void Uploads_and_downloads_round_to_float()
    {
        var device = Device;
        var storage = device.Rent(3);
        device.Upload([1.0, 0.1, -2.5], storage);
        var back = new double[3];
        device.Download(storage, back);
        Assert.Equal([1, (double)0.1f, -2.5], back);
        var floats = new float[2];
        device.Download(storage, floats);
        Assert.Equal([1f, 0.1f], floats);
    }

    private void CheckZip(Shape a, Shape b, Shape result)
    {
        var plan = Broadcast.Plan(a, b, result);
        new KernelCase([Numbers(a.Elements), Numbers(b.Elements, seed: 2)], result.Elements,
            (device, x, y) => device.Zip(new Subtract(), x[0], x[1], y, plan)).CheckBits(Device);
    }

    /// <summary>A step that reads and writes everything.</summary>
    public readonly struct TestRule : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<L>(ref L parameter, L gradient, ref L first, ref L second) where L : struct, ILane<L>
        {
            first = first * L.Of(0.9) + gradient;
            second = second * L.Of(0.5) + gradient * gradient;
            parameter -= first / (L.Sqrt(second) + L.Of(1));
        }
    }
}

public sealed class ElementwiseOnCpu : ElementwiseTests
{
    protected override Device Device => Device.Cpu;
}

public sealed class ElementwiseOnEmulated : ElementwiseTests
{
    protected override Device Device => TestDevices.Emulated;
}

public sealed class ElementwiseOnOpenCl : ElementwiseTests
{
    protected override Device Device => TestDevices.OpenCl;
}

public sealed class ElementwiseOnCuda : ElementwiseTests
{
    protected override Device Device => TestDevices.Cuda;
}
