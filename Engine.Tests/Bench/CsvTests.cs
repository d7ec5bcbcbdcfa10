using System.Globalization;
using Engine.Bench.Cases;
using Engine.Bench.Commands;
using Engine.Bench.Csv;
using Engine.Bench.Targets;

namespace Engine.Tests.Bench;

/// <summary>The table of times and the options that choose it.</summary>
public class CsvTests
{
    [Fact]
    public void A_row_for_each_case_and_number_of_threads()
    {
        var output = new StringWriter { NewLine = "\n" };
        CsvReport.Write(output, CaseTable.Select(["exp-64Ki", "gemm-128x400x10-NT"]), [Target.Cpu(1), Target.Cpu(2)], seconds: 0.001);
        var lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal("case,threads,engine,median_ms,min_ms", lines[0]);
        var rows = lines[1..].Select(line => line.Split(',')).ToArray();
        Assert.Equal(["gemm-128x400x10-NT 1", "exp-64Ki 1", "gemm-128x400x10-NT 2", "exp-64Ki 2"], rows.Select(row => $"{row[0]} {row[1]}"));
        Assert.All(rows, row =>
        {
            Assert.Equal(5, row.Length);
            Assert.Matches(@"^engine-\d+\.\d+$", row[2]);
            Assert.Matches(@"^\d+\.\d{5}$", row[3]);
            Assert.Matches(@"^\d+\.\d{5}$", row[4]);
            var (median, min) = (double.Parse(row[3], CultureInfo.InvariantCulture), double.Parse(row[4], CultureInfo.InvariantCulture));
            Assert.InRange(min, 0.00001, median);
        });
    }

    [Fact]
    public void At_least_thirty_repetitions_after_the_warm_up()
    {
        var calls = 0;
        Timing.Measure(() => { calls++; Thread.Sleep(100); }, seconds: 0.001);
        Assert.Equal(5 + Timing.MinRepetitions, calls);
    }

    [Theory]
    [InlineData(new[] { 3.0, 1.0, 2.0 }, 2.0, 1.0)]
    [InlineData(new[] { 4.0, 1.0, 3.0, 9.0 }, 3.5, 1.0)]
    public void Median_and_minimum(double[] times, double median, double min) => Assert.Equal(new Timing(median, min), Timing.Of(times));

    [Theory]
    [InlineData("1,2", "", 0, "--seconds is 0")]
    [InlineData("1,2", "", double.NaN, "--seconds is NaN")]
    [InlineData("1,two", "", 1, "'two'")]
    [InlineData("0", "", 1, "'0'")]
    [InlineData("", "", 1, "--threads is empty")]
    [InlineData("1", "vae-conv-b128", 1, "There is no case 'vae-conv-b128'")]
    public void Wrong_options_are_named(string threads, string cases, double seconds, string message)
    {
        var result = new CsvSettings { Threads = threads, Cases = cases, Seconds = seconds }.Validate();
        Assert.False(result.Successful);
        Assert.Contains(message, result.Message);
    }

    [Fact]
    public void Options_are_lists()
    {
        var settings = new CsvSettings { Threads = "1, 4", Cases = "softmax-128,relu-1Mi" };
        Assert.True(settings.Validate().Successful);
        Assert.Equal([1, 4], settings.ThreadCounts);
        Assert.Equal(["relu-1Mi", "softmax-128x1000"], settings.SelectedCases.Select(entry => entry.Name));
    }

    [Fact]
    public void BenchmarkDotNet_gets_its_own_options() =>
        Assert.Equal(["--filter", "*Vae*", "--job", "short", "--memory"], new RunSettings { Filter = ["*Vae*"], Short = true }.Arguments(["--memory"]));

    [Fact]
    public void Every_benchmark_runs_unless_some_are_named() => Assert.Equal(["--filter", "*"], new RunSettings().Arguments([]));
}
