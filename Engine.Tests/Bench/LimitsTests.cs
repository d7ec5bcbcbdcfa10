using Engine.Bench.Cases;
using Engine.Bench.Commands;
using Engine.Bench.Limits;
using Spectre.Console;

namespace Engine.Tests.Bench;

/// <summary>The machine's limits, and shares of them.</summary>
public class LimitsTests
{
    /// <summary>A machine of round numbers: 100 GFLOP/s a thread; 400, 200, 100 and 20 GB/s, for a copy half and for a triad a quarter of that.</summary>
    private static MachineLimits Round(int threads)
    {
        double[] levels = [400, 200, 100, 20];
        return new(threads, 100.0 * threads, (from access in Enum.GetValues<Access>()
                                              from level in Enum.GetValues<MemoryLevel>()
                                              select (Key: (access, level), Value: threads * levels[(int)level] / (1 << (int)access))).ToDictionary())
        { RoundTrip = threads == 1 ? null : 70 };
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_limit_of_this_machine_is_measured(int threads)
    {
        var limits = MachineLimits.Measure(threads, share: 0.01);
        Assert.Equal(threads, limits.Threads);
        Assert.InRange(limits.Gigaflops, 0.1, 1e5);
        Assert.Equal(12, limits.Bandwidths.Count);
        Assert.All(limits.Bandwidths.Values, value => Assert.InRange(value, 0.01, 1e5));
        Assert.Equal(threads > 1, limits.RoundTrip is > 0);
    }

    [Fact]
    public void Limits_as_values()
    {
        var output = new StringWriter { NewLine = "\n" };
        PeaksReport.WriteCsv(output, [Round(1), Round(2)]);
        var lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal("limit,threads,value,unit", lines[0]);
        Assert.Equal(1 + 2 * 13 + 1, lines.Length);
        Assert.Contains("round-trip,2,70.0,ns", lines);
        Assert.Contains("fma-fp32,2,200.0,GFLOP/s", lines);
        Assert.Contains("copy-L2,1,100.0,GB/s", lines);
        Assert.Contains("triad-Memory,2,10.0,GB/s", lines);
    }

    [Fact]
    public void Limits_as_a_table()
    {
        var text = Printed(console => PeaksReport.WriteTable(console, [Round(1), Round(2)]));
        Assert.Contains("1 thread ", text, StringComparison.Ordinal);
        Assert.Contains("400 / 200 / 100", text, StringComparison.Ordinal);
        Assert.Contains("800 / 400 / 200", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_product_is_bound_by_arithmetic_a_loop_by_memory()
    {
        var product = Work.Product(100, 1000, 500);
        Assert.Equal((1e8, "FMA"), (product.Flops, product.Bound(Round(1))));
        Assert.Equal(1, product.LimitMilliseconds(Round(1)), 12);
        Assert.Equal(0.5, product.LimitMilliseconds(Round(2)), 12);
        Assert.Equal(50, product.Rate(milliseconds: 2), 12);

        var sizes = CacheSizes.Here;
        var count = sizes.L1 / 2 / sizeof(float);                        // an array of half of the first cache
        Assert.Equal("read, L1", Work.Elementwise(count, read: 1, written: 0).Bound(Round(1)));
        Assert.Equal("copy, L1", Work.Elementwise(count, read: 1, written: 1).Bound(Round(1)));
        Assert.Equal("triad, L2", Work.Elementwise(count, read: 2, written: 1).Bound(Round(1)));
        Assert.Equal("triad, L1", Work.Elementwise(count, read: 2, written: 1).Bound(Round(2)));
        Assert.Equal("copy, Memory", Work.Elementwise(sizes.L3, read: 1, written: 1).Bound(Round(1)));
        Assert.Equal(sizes.L1 / 200e6, Work.Elementwise(count, read: 1, written: 1).LimitMilliseconds(Round(1)), 12);
        Assert.Equal(8, Work.Elementwise(16_000, read: 1, written: 1).Rate(milliseconds: 2), 12);
    }

    [Fact]
    public void Training_needs_no_gradient_of_the_data()
    {
        Assert.Equal(2 * 10 * (3 * 4 * 2 + 4 * 5 * 3), Work.Training(10, inputGradient: false, 3, 4, 5));
        Assert.Equal(2 * 10 * (3 * 4 * 3 + 4 * 5 * 3), Work.Training(10, inputGradient: true, 3, 4, 5));
    }

    [Fact]
    public void A_report_shows_speed_and_share()
    {
        static BenchCase Case(string name, Work? work) => new(name, _ => () => { }) { Work = work };
        SpeedRow[] rows =
        [
            new(Case("gemm-a", Work.Product(100, 1000, 500)), Round(1), new(3, 2)),
            new(Case("step-b", Work.Step(1e8)), Round(2), new(3, 1)),
            new(Case("other-c", null), Round(1), new(3, 0.25)),
        ];
        var text = Printed(console => SpeedReport.Write(console, rows));
        Assert.Matches("gemm-a +│ +1 │ +50.0 GFLOP/s │ +50 % │ FMA", text);
        Assert.Matches("step-b +│ +2 │ +1.000 ms │ +50 % │ FMA", text);
        Assert.Matches("other-c +│ +1 │ +0.250 ms │ +– │ –", text);
    }

    [Fact]
    public void Every_case_and_number_of_threads_is_reported()
    {
        var rows = SpeedReport.Measure(CaseTable.Select(["gemm-128x400x10-NT", "sum-64Ki"]), [1, 2], seconds: 0.001).ToArray();
        Assert.Equal(["gemm-128x400x10-NT 1", "sum-64Ki 1", "gemm-128x400x10-NT 2", "sum-64Ki 2"], rows.Select(row => $"{row.Case} {row.Limits.Threads}"));
        Assert.All(rows, row => Assert.True(row.Share > 0));
    }

    [Theory]
    [InlineData("", "--threads is empty")]
    [InlineData("1,x", "'x'")]
    public void Wrong_options_are_named(string threads, string message)
    {
        var result = new PeaksSettings { Threads = threads }.Validate();
        Assert.False(result.Successful);
        Assert.Contains(message, result.Message);
        Assert.True(new PeaksSettings().Validate().Successful);
    }

    private static string Printed(Action<IAnsiConsole> print)
    {
        var output = new StringWriter();
        print(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No }));
        return output.ToString();
    }
}
