using Engine.Gpu;
using Engine.Operations;
using Engine.Tests.Devices.Cpu;
using static Engine.Tests.Devices.Cpu.KernelCase;

namespace Engine.Tests.Gpu.Kernels.Reductions;

/// <summary>Every reduction along lines and down columns against the reference: within a thread, a warp, a group, and in blocks.</summary>
public abstract class GpuReductionTests
{
    private const float Infinity = float.PositiveInfinity;

    /// <summary>Lengths around the share of a thread, the emulator's and CUDA's warps and groups; then lines that are cut into blocks.</summary>
    private static IEnumerable<AxisSpan> Spans =>
    [
        .. from length in new[] { 0, 1, 2, 7, 8, 17, 31, 33, 65, 1009 } from inner in new[] { 1, 2, 3, 5, 33 } select new AxisSpan(3, length, inner),
        new(0, 5, 1), new(0, 5, 3), new(2, 5, 0), new(301, 10, 1), new(70, 10, 6), new(1, 3, 1000),
        new(1, 20_000, 1), new(2, 17_001, 1), new(1, 9_001, 2), new(1, 701, 40), new(2, 1_100, 17),
    ];

    /// <summary>The kind of device under test; without one, the test is skipped.</summary>
    protected abstract GpuKind Kind { get; }

    [Fact]
    public void Sums() => Check(keepsAxis: false, tolerance: 1e-7, (device, x, y, span) => device.Sum(x, y, span));

    [Fact]
    public void Largest() => Check(keepsAxis: false, tolerance: 0, (device, x, y, span) => device.Reduce(new Maximum(), x, y, span));

    [Fact]
    public void Smallest() => Check(keepsAxis: false, tolerance: 0, (device, x, y, span) => device.Reduce(new Minimum(), x, y, span));

    [Fact]
    public void Positions_of_the_first_largest() => Check(keepsAxis: false, tolerance: 0, (device, x, y, span) => device.ArgMax(x, y, span), ties: true);

    [Fact]
    public void Running_sums() => Check(keepsAxis: true, tolerance: 1e-7, (device, x, y, span) => device.CumulativeSum(x, y, span, false));

    [Fact]
    public void Running_sums_from_the_end() => Check(keepsAxis: true, tolerance: 1e-7, (device, x, y, span) => device.CumulativeSum(x, y, span, true));

    [Fact]
    public void Log_sums_of_exponentials() => Check(keepsAxis: false, tolerance: 3e-7, (device, x, y, span) => device.LogSumExp(x, y, span));

    [Fact]
    public void Softmaxes() => Check(keepsAxis: true, tolerance: 3e-7, (device, x, y, span) => device.Softmax(x, y, span, false));

    [Fact]
    public void Logarithms_of_softmaxes() => Check(keepsAxis: true, tolerance: 1e-6, (device, x, y, span) => device.Softmax(x, y, span, true));

    [Fact]
    public void Softmax_gradients()
    {
        var device = TestDevices.Require(Kind);
        foreach (var span in Spans)
            foreach (var logarithm in new[] { false, true })
            {
                var count = span.Outer * span.Length * span.Inner;
                var y = new KernelCase([Numbers(count, seed: 2)], count, (reference, a, to) => reference.Softmax(a[0], to, span, logarithm)).Run(Device.Reference);
                GpuCase.Check(device, $"{span}, logarithm {logarithm}", [Numbers(count), [.. y.Select(v => (float)v)]], count, 2e-6,
                    (any, a, dx) => any.SoftmaxGradient(a[0], a[1], dx, span, logarithm));
            }
    }

    /// <summary>Right operands of all lines, of two, and of one, which are taken again and again.</summary>
    [Fact]
    public void Sums_of_results()
    {
        var device = TestDevices.Require(Kind);
        foreach (var (lines, length, repeat) in new[] { (4, 10, 40), (4, 10, 20), (4, 10, 10), (2, 100, 100), (1, 9001, 9001), (2, 9001, 9001), (300, 3, 3), (3, 0, 1), (0, 3, 3) })
            GpuCase.Check(device, $"{lines} lines of {length}, again after {repeat}", [Numbers(lines * length), Numbers(repeat, low: 0, high: 1)], lines, 1e-6,
                (any, a, y) => any.ZipSum(new BernoulliLogProb(), a[0], a[1], y, lines, length, repeat));
    }

    [Fact]
    public void Normalised_lines()
    {
        var device = TestDevices.Require(Kind);
        foreach (var (lines, length) in new[] { (1, 1), (3, 7), (5, 16), (4, 33), (60, 100), (2, 1009), (2, 0), (0, 3) })
            GpuCase.Check(device, $"{lines} lines of {length}", [Numbers(lines * length, low: 100, high: 103), Numbers(length, seed: 2), Numbers(length, seed: 3)], lines * length, 1e-6,
                (any, a, y) => any.LayerNorm(a[0], a[1], a[2], y, lines, length, 1e-5));
    }

    /// <summary>All partial sums are multiples of ½ below 2⁵², so double adds them exactly, in whatever order; float would not.</summary>
    [Fact]
    public void A_sum_that_only_double_gets_right()
    {
        var device = TestDevices.Require(Kind);
        const int n = 400_000;
        var x = Enumerable.Range(0, n).Select(k => (float)(k - 199999.5)).ToArray();
        foreach (var span in new AxisSpan[] { new(1, n, 1), new(1, n / 2, 2), new(1, n / 40, 40) })
            Assert.Equal(0, new KernelCase([x], span.Inner, (any, a, y) => any.Sum(a[0], y, span)).Run(device).Sum());
    }

    [Fact]
    public void Special_rows()
    {
        float[][] rows =
        [
            [1, float.NaN, 5, float.NaN], [-float.NaN, 1, 2, 3], [-Infinity, -Infinity, -Infinity, -Infinity], [-Infinity, -3, -Infinity, -3],
            [1, Infinity, 2, -Infinity], [Infinity, Infinity, 0, 0], [0, -0f, 0, -0f], [-1, -0f, 0, -0f], [1e30f, -1e30f, 3e38f, 0], [-200, -300, -Infinity, 80],
            [-Infinity, 9, float.NaN, Infinity], [-1e-45f, -2, -1e-45f, -3],
        ];
        var device = TestDevices.Require(Kind);
        foreach (var inner in new[] { 1, 3 })
        {
            // Each row as one line, or as each of several columns.
            var x = rows.SelectMany(row => row.SelectMany(number => Enumerable.Repeat(number, inner))).ToArray();
            var span = new AxisSpan(rows.Length, 4, inner);
            var lines = rows.Length * inner;
            GpuCase.Check(device, "sum", [x], lines, 1e-6, (any, a, y) => any.Sum(a[0], y, span));
            GpuCase.Check(device, "position", [x], lines, 0, (any, a, y) => any.ArgMax(a[0], y, span));
            GpuCase.Check(device, "largest", [x], lines, 0, (any, a, y) => any.Reduce(new Maximum(), a[0], y, span));
            GpuCase.Check(device, "smallest", [x], lines, 0, (any, a, y) => any.Reduce(new Minimum(), a[0], y, span));
            GpuCase.Check(device, "log-sum-exp", [x], lines, 1e-6, (any, a, y) => any.LogSumExp(a[0], y, span));
            GpuCase.Check(device, "softmax", [x], x.Length, 1e-6, (any, a, y) => any.Softmax(a[0], y, span, false));
            GpuCase.Check(device, "log softmax", [x], x.Length, 1e-6, (any, a, y) => any.Softmax(a[0], y, span, true));
        }
    }

    /// <summary>Lines of two blocks that are 0 but for one number in each.</summary>
    [Fact]
    public void Special_numbers_in_blocks()
    {
        var device = TestDevices.Require(Kind);
        const int length = 16_500;
        foreach (var (first, second) in new[] { (9, Infinity), (-Infinity, 9), (float.NaN, Infinity), (Infinity, -Infinity) })
        {
            var x = new float[length];
            (x[10], x[^10]) = (first, second);
            Check(1, (any, a, y) => any.Sum(a[0], y, new(1, length, 1)), 0);
            Check(1, (any, a, y) => any.ArgMax(a[0], y, new(1, length, 1)), 0);
            Check(1, (any, a, y) => any.Reduce(new Maximum(), a[0], y, new(1, length, 1)), 0);
            Check(1, (any, a, y) => any.LogSumExp(a[0], y, new(1, length, 1)), 1e-6);
            Check(length, (any, a, y) => any.Softmax(a[0], y, new(1, length, 1), false), 1e-6);
            Check(length, (any, a, y) => any.CumulativeSum(a[0], y, new(1, length, 1), true), 0);

            void Check(int outputs, KernelCase.Call call, double tolerance) => GpuCase.Check(device, $"{first} and {second}", [x], outputs, tolerance, call);
        }
        var lowest = Enumerable.Repeat(-Infinity, length).ToArray();
        GpuCase.Check(device, "all -∞", [lowest], 1, 0, (any, a, y) => any.LogSumExp(a[0], y, new(1, length, 1)));
        GpuCase.Check(device, "all -∞", [lowest], length, 0, (any, a, y) => any.Softmax(a[0], y, new(1, length, 1), false));
    }

    /// <summary>So many rows that the sums of their blocks are cut into blocks themselves.</summary>
    [Fact]
    public void Blocks_of_blocks()
    {
        var device = TestDevices.Require(Kind);
        var span = new AxisSpan(1, 17_000, 17);
        GpuCase.Check(device, $"{span}", [Numbers(span.Length * span.Inner)], span.Length * span.Inner, 1e-7, (any, a, y) => any.CumulativeSum(a[0], y, span, true));
    }

    private delegate void Reduction(Device device, Storage x, Storage y, AxisSpan span);

    private void Check(bool keepsAxis, double tolerance, Reduction reduction, bool ties = false)
    {
        var device = TestDevices.Require(Kind);
        foreach (var span in Spans)
        {
            var x = Numbers(span.Outer * span.Length * span.Inner);
            if (ties) x = [.. x.Select(number => MathF.Round(number))];
            GpuCase.Check(device, $"{span}", [x], keepsAxis ? x.Length : span.Outer * span.Inner, tolerance, (any, a, y) => reduction(any, a[0], y, span));
        }
    }
}

public sealed class GpuReductionOnEmulated : GpuReductionTests
{
    protected override GpuKind Kind => GpuKind.Emulated;
}

public sealed class GpuReductionOnOpenCl : GpuReductionTests
{
    protected override GpuKind Kind => GpuKind.OpenCl;
}

public sealed class GpuReductionOnCuda : GpuReductionTests
{
    protected override GpuKind Kind => GpuKind.Cuda;
}
