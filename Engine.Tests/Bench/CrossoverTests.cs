using Engine.Bench.Commands;
using Engine.Bench.Crossover;
using Engine.Bench.Targets;

namespace Engine.Tests.Bench;

/// <summary>Kernels on several devices: from which size on one is faster, shares of peaks, tables.</summary>
public sealed class CrossoverTests : IDisposable
{
    private static readonly KernelCase copy = KernelTable.Select(["copy"])[0], product = KernelTable.Select(["product NT"])[0], upload = KernelTable.Select(["upload"])[0];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static KernelPoint[] Points(KernelCase kernel, string device, params double[] milliseconds) =>
        [.. milliseconds.Select((time, i) => new KernelPoint(kernel, 1024 << (2 * i), device, time))];

    [Theory]
    [InlineData(new[] { 1.0, 4, 16 }, new[] { 3.0, 3, 3 }, 4096)]
    [InlineData(new[] { 1.0, 4, 16 }, new[] { 0.5, 5, 3 }, 16384)]          // faster at first too, but not throughout
    [InlineData(new[] { 1.0, 4, 16 }, new[] { 0.5, 3, 3 }, 1024)]
    [InlineData(new[] { 1.0, 4, 16 }, new[] { 3.0, 5, 16 }, null)]
    [InlineData(new[] { 1.0, 4, 16 }, new[] { 3.0, 3 }, 4096)]              // its largest size was left out
    [InlineData(new double[0], new[] { 3.0 }, null)]
    public void The_crossover_is_where_the_lead_begins_that_lasts(double[] cpu, double[] gpu, int? size) =>
        Assert.Equal(size, CrossoverSize.Of(Points(copy, "cpu", cpu), Points(copy, "cuda", gpu)));

    [Fact]
    public void Rates_and_shares()
    {
        DevicePeaks peaks = new("cuda", Gigabytes: 4000, Gigaflops: 60_000);
        KernelPoint copied = new(copy, 1 << 20, "cuda", 0.004), multiplied = new(product, 1024, "cuda", 0.1);
        Assert.Equal(2 * 4 * (1 << 20) / 4e-6 / 1e9, copied.Gigabytes, 6);
        Assert.Equal(copied.Gigabytes / 4000, copied.Share(peaks)!.Value, 12);
        Assert.Equal(2.0 * (1 << 30) / 1e-4 / 1e9, multiplied.Gigaflops, 6);
        Assert.Equal(multiplied.Gigaflops / 60_000, multiplied.Share(peaks)!.Value, 12);
        Assert.Equal(multiplied.Gigaflops, multiplied.Rate);
        Assert.Null(new KernelPoint(upload, 1 << 20, "cuda", 1).Share(peaks));
        Assert.Equal(peaks, peaks.With([copied, multiplied, new(product, 1024, "cpu", 1e-3)]));
        var fast = multiplied with { Milliseconds = 0.02 };
        Assert.Equal(fast.Gigaflops, peaks.With([fast, copied]).Gigaflops);
    }

    [Fact]
    public void Tables_values_and_plot_of_a_comparison()
    {
        Comparison comparison = new([.. Points(copy, "cpu", 0.001, 0.004, 0.016), .. Points(copy, "cuda", 0.003, 0.003)],
            [new("cpu", 50, 200), new("cuda", 4000, 60_000)], [new("cpu", 0.1, 0.1, 0.1), new("cuda", 3, 3.5, 20)], ["cuda: copy from 16 Ki on would take 9.0 s a repetition."]);
        Assert.Equal("""
            kernel,size,device,milliseconds,gigabytes_s,gigaflops,share_of_peak
            copy,1024,cpu,0.001,8.192,0,0.1638
            copy,4096,cpu,0.004,8.192,0,0.1638
            copy,16384,cpu,0.016,8.192,0,0.1638
            copy,1024,cuda,0.003,2.7307,0,0.0006827
            copy,4096,cuda,0.003,10.923,0,0.002731

            """, ComparisonCsv.Of(comparison));
        Assert.Equal(["copy", "16 Ki", "16, 8.19 GB/s, 16 %", "–"], ComparisonTable.Sizes(comparison).Last());
        Assert.Equal("""
            | kernel | cpu, largest size | cuda, largest size | cuda faster from |
            | --- | --- | --- | --- |
            | copy | 8.19 GB/s, 16 % at 16 Ki | 10.9 GB/s, 0 % at 4 Ki | 4 Ki |

            | device | copy, GB/s | multiply-adds, GFLOP/s | a call, µs | a call of many, µs | a call that is waited for, µs |
            | --- | --- | --- | --- | --- | --- |
            | cpu | 50 | 200 | 0.1 | 0.1 | 0.1 |
            | cuda | 4000 | 60000 | 3 | 3.5 | 20 |

            - cuda: copy from 16 Ki on would take 9.0 s a repetition.

            """, ComparisonTable.Markdown(comparison));
        ComparisonPlot.Write(folder.File("compare.png"), comparison);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(folder.File("compare.png"))[..4]);
    }

    [Fact]
    public void Sizes_that_would_take_too_long_are_left_out_and_said()
    {
        using var device = new Engine.Devices.Cpu.CpuDevice(threads: 1);
        var clock = new WorkClock();
        KernelCase slow = new("slow", copy.Work, (_, size) => () => clock.Work(milliseconds: size / 1024 * 2));
        var sweep = new Sweep(Target.Cpu(1), device, new([1024, 4096, 65536, 262144], [], new SteadyTime(0.001, clock: clock), Limit: 0.24));
        Assert.Equal([1024, 4096], sweep.Run(slow).Select(point => point.Size));
        Assert.StartsWith("cpu: slow from 64 Ki on would take 0.", sweep.LeftOut.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Repetitions_fill_the_window_between_two_waits()
    {
        var clock = new WorkClock();
        List<int> runs = [0];
        var milliseconds = new SteadyTime(window: 0.02, rounds: 2, clock).Measure(() => { runs[^1]++; clock.Work(milliseconds: 1); }, () => runs.Add(0));
        Assert.Equal(1, milliseconds, 1e-12);
        Assert.Equal([1, 1, 20, 20, 0], runs);          // to compile, to see how many, and two rounds
    }

    /// <summary>Time that passes only while work is done: a busy machine cannot stretch it.</summary>
    private sealed class WorkClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => now;

        public void Work(int milliseconds) => now += milliseconds;
    }

    [Fact]
    public void Every_kernel_runs_on_the_processor_and_the_emulator()
    {
        Target[] targets = [Target.Cpu(1), Target.Parse("emulated")];
        var comparison = Comparison.Measure(targets, KernelTable.All, new([256, 1024], [16], new SteadyTime(1e-6, rounds: 1), Limit: 10), _ => { });
        Assert.Equal(["cpu", "emulated"], comparison.Devices);
        Assert.Empty(comparison.LeftOut);
        foreach (var kernel in KernelTable.All)
            foreach (var device in comparison.Devices)
                Assert.Equal(kernel.IsProduct ? [16] : [256, 1024], comparison.Of(kernel, device).Select(point => point.Size));
        Assert.All(comparison.Points, point => Assert.True(point.Milliseconds > 0));
        Assert.All(comparison.Peaks, peaks => Assert.True(peaks.Gigabytes > 0 && peaks.Gigaflops > 0));
        Assert.All(comparison.Overheads, overhead => Assert.True(overhead.Call > 0 && overhead.Steady > 0 && overhead.Alone > 0));
    }

    [Theory]
    [InlineData("1Ki", 1024), InlineData("64Mi", 1 << 26), InlineData("512", 512), InlineData("2048Mi", null), InlineData("0", null), InlineData("-1", null), InlineData("1K", null), InlineData("", null)]
    public void Sizes_are_read(string text, int? size) => Assert.Equal(size, SizeText.Parse(text));

    [Fact]
    public void Sizes_are_written() =>
        Assert.Equal(["64 Mi", "1 Ki", "1500", "512³"], [SizeText.Of(1 << 26), SizeText.Of(1024), SizeText.Of(1500), SizeText.Of(product, 512)]);

    [Fact]
    public void Options_choose_sizes()
    {
        var options = new CompareSettings().Options;
        Assert.Equal((9, 1 << 10, 1 << 26), (options.Elements.Count, options.Elements[0], options.Elements[^1]));
        Assert.Equal((7, 64, 4096), (options.Sides.Count, options.Sides[0], options.Sides[^1]));
        Assert.Equal([1024, 65536], new CompareSettings { Sizes = "64Ki,1Ki" }.Options.Elements);
        Assert.Equal([1 << 10, 1 << 12, 1 << 14, 1 << 16], options.Sizes(copy, emulated: true));
        Assert.Equal([64, 128], options.Sizes(product, emulated: true));
    }

    [Theory]
    [InlineData("", "", "", "gpu", 2, "'gpu'")]
    [InlineData("1Ki,100", "", "", "", 2, "--sizes holds '100'")]
    [InlineData("", "0", "", "", 2, "--sides holds '0'")]
    [InlineData("", "", "convolution", "", 2, "'convolution'")]
    [InlineData("", "", "", "", 0, "--limit is 0")]
    public void Wrong_options_are_named(string sizes, string sides, string kernels, string devices, double limit, string message)
    {
        var result = new CompareSettings { Sizes = sizes, Sides = sides, Kernels = kernels, Devices = devices, Limit = limit }.Validate();
        Assert.False(result.Successful);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
        Assert.True(new CompareSettings().Validate().Successful);
    }
}
