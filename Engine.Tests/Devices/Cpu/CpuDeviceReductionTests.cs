using Engine.Devices.Cpu;
using Engine.Operations;
using static Engine.Tests.Devices.Cpu.KernelCase;

namespace Engine.Tests.Devices.Cpu;

public sealed class CpuDeviceReductionTests
{
    private const float Infinity = float.PositiveInfinity;

    public static TheoryData<int, int, int> Spans
    {
        get
        {
            var spans = new TheoryData<int, int, int>();
            foreach (var length in Sizes) spans.Add(3, length, 1);
            foreach (var length in new[] { 0, 1, 2, 17, 65, 1000 })
                foreach (var inner in new[] { 2, 15, 16, 17, 33, 70 }) spans.Add(2, length, inner);
            spans.Add(5, 0, 1);
            spans.Add(0, 5, 1);
            spans.Add(0, 5, 3);
            spans.Add(2, 5, 0);
            spans.Add(1, 100_000, 1);
            spans.Add(2, 70_000, 1);
            spans.Add(1, 20_000, 10);
            spans.Add(1, 130, 1300);
            spans.Add(1, 3, 40_000);
            spans.Add(4000, 10, 1);
            spans.Add(700, 10, 6);
            return spans;
        }
    }

    [Theory, MemberData(nameof(Spans))]
    public void Sums(int outer, int length, int inner) =>
        Check(outer, length, inner, (device, x, y, span) => device.Sum(x, y, span), tolerance: 1e-7 + (length < CpuTuning.GroupedFrom ? 0 : RoundingOfGroups(length)));

    /// <summary>2·2⁻²⁴·√Σx² for numbers of variance 3: independent roundings of groups of four terms.</summary>
    private static double RoundingOfGroups(int length) => Math.ScaleB(1, -23) * Math.Sqrt(3.0 * length);

    [Theory, InlineData(1, 1), InlineData(3, 7), InlineData(5, 16), InlineData(4, 33), InlineData(60, 1000), InlineData(2, 5000)]
    public void Normalised_lines(int lines, int length)
    {
        float[] x = Numbers(lines * length, low: 100, high: 103), scale = Numbers(length, seed: 2), shift = Numbers(length, seed: 3);
        new KernelCase([x, scale, shift], lines * length, (device, a, y) => device.LayerNorm(a[0], a[1], a[2], y, lines, length, 1e-5)).Check(2e-5);
    }

    [Theory, InlineData(1), InlineData(3)]
    public void Groups_that_overflow_float_are_summed_in_double(int inner)
    {
        const int length = 256;
        var span = new AxisSpan(1, length, inner);
        var x = Enumerable.Range(0, length * inner).Select(k => k / inner < length / 2 ? 3e38f : -3e38f).ToArray();
        x[^1] = -2e38f;
        var y = new KernelCase([x], inner, (device, a, to) => device.Sum(a[0], to, span)).Run(new CpuDevice(1));
        Assert.All(y[..^1], sum => Assert.Equal(0, sum));
        Assert.Equal(1e38, y[^1], 1e32);
    }

    [Theory, MemberData(nameof(Spans))]
    public void Largest_and_smallest(int outer, int length, int inner)
    {
        Check(outer, length, inner, (device, x, y, span) => device.Reduce(new Maximum(), x, y, span), tolerance: 0);
        Check(outer, length, inner, (device, x, y, span) => device.Reduce(new Minimum(), x, y, span), tolerance: 0);
    }

    [Theory, MemberData(nameof(Spans))]
    public void Positions_of_the_largest(int outer, int length, int inner) =>
        Check(outer, length, inner, (device, x, y, span) => device.ArgMax(x, y, span), tolerance: 0, grain: 0.5f);

    [Theory, MemberData(nameof(Spans))]
    public void Running_sums(int outer, int length, int inner)
    {
        Check(outer, length, inner, (device, x, y, span) => device.CumulativeSum(x, y, span, false), tolerance: 1e-7, keepsAxis: true);
        Check(outer, length, inner, (device, x, y, span) => device.CumulativeSum(x, y, span, true), tolerance: 1e-7, keepsAxis: true);
    }

    [Theory, MemberData(nameof(Spans))]
    public void Softmaxes(int outer, int length, int inner)
    {
        Check(outer, length, inner, (device, x, y, span) => device.LogSumExp(x, y, span), tolerance: 3e-7);
        Check(outer, length, inner, (device, x, y, span) => device.Softmax(x, y, span, false), tolerance: 3e-7, keepsAxis: true);
        Check(outer, length, inner, (device, x, y, span) => device.Softmax(x, y, span, true), tolerance: 1e-6, keepsAxis: true);
    }

    [Theory, MemberData(nameof(Spans))]
    public void Softmax_gradients(int outer, int length, int inner)
    {
        var span = new AxisSpan(outer, length, inner);
        var n = outer * length * inner;
        float[] g = Numbers(n), x = Numbers(n, seed: 2);
        foreach (var logarithm in new[] { false, true })
        {
            var y = new KernelCase([x], n, (device, a, to) => device.Softmax(a[0], to, span, logarithm)).Run(Device.Reference);
            new KernelCase([g, y.Select(v => (float)v).ToArray()], n,
                (device, a, dx) => device.SoftmaxGradient(a[0], a[1], dx, span, logarithm)).Check(2e-6);
        }
    }

    /// <summary>All partial sums are multiples of ½ below 2⁵², so double adds them exactly, in whatever order; float would not.</summary>
    [Fact]
    public void A_sum_that_only_double_gets_right()
    {
        const int n = 4_096_000;
        var x = Enumerable.Range(0, n).Select(k => (float)(k - 2047999.5)).ToArray();
        foreach (var span in new AxisSpan[] { new(1, n, 1), new(1, n / 2, 2), new(1, n / 10, 10) })
        {
            var y = new KernelCase([x], span.Inner, (device, a, to) => device.Sum(a[0], to, span)).Run(new CpuDevice(2));
            Assert.Equal(0, y.Sum());
        }
    }

    [Theory, InlineData(1), InlineData(3)]
    public void Special_rows(int inner)
    {
        float[][] rows =
        [
            [1, float.NaN, 5, float.NaN], [-Infinity, -Infinity, -Infinity, -Infinity], [-Infinity, -3, -Infinity, -3],
            [1, Infinity, 2, -Infinity], [Infinity, Infinity, 0, 0], [0, -0f, 0, -0f], [1e30f, -1e30f, 3e38f, 0], [-200, -300, -Infinity, 80],
        ];
        // Each row as one line, or as each of several columns.
        var x = rows.SelectMany(row => row.SelectMany(number => Enumerable.Repeat(number, inner))).ToArray();
        var span = new AxisSpan(rows.Length, 4, inner);
        void Compare(int count, KernelCase.Call call) => new KernelCase([x], count, call).Check(1e-6);
        Compare(rows.Length * inner, (device, a, y) => device.ArgMax(a[0], y, span));
        Compare(rows.Length * inner, (device, a, y) => device.Reduce(new Maximum(), a[0], y, span));
        Compare(rows.Length * inner, (device, a, y) => device.LogSumExp(a[0], y, span));
        Compare(x.Length, (device, a, y) => device.Softmax(a[0], y, span, false));
        Compare(x.Length, (device, a, y) => device.Softmax(a[0], y, span, true));
    }

    [Fact]
    public void The_first_NaN_and_the_only_infinity_are_found()
    {
        static double ArgMax(params float[] x) =>
            new KernelCase([x], 1, (device, a, y) => device.ArgMax(a[0], y, new(1, x.Length, 1))).Run(new CpuDevice(1))[0];
        Assert.Equal(0, ArgMax(-Infinity));
        Assert.Equal(0, ArgMax(-Infinity, -Infinity));
        Assert.Equal(1, ArgMax(9, float.NaN, Infinity, float.NaN));
        Assert.Equal(2, ArgMax(-Infinity, -5, 7, 7));
    }

    private delegate void Reduction(Device device, Storage x, Storage y, AxisSpan span);

    private static void Check(int outer, int length, int inner, Reduction reduction, double tolerance, bool keepsAxis = false, float grain = 0)
    {
        var x = Numbers(outer * length * inner);
        // A grain makes ties.
        if (grain > 0) x = [.. x.Select(number => MathF.Round(number / grain) * grain)];
        new KernelCase([x], keepsAxis ? x.Length : outer * inner, (device, a, y) => reduction(device, a[0], y, new(outer, length, inner))).Check(tolerance);
    }
}
