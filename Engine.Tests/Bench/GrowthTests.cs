using Engine.Bench.Cases;
using Engine.Bench.Commands;
using Engine.Bench.Growth;
using Engine.Devices.Cpu;

namespace Engine.Tests.Bench;

/// <summary>Training steps against their size.</summary>
public sealed class GrowthTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("growth").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Batches_and_widths_grow_to_4096()
    {
        Assert.Equal(["batch", "width"], GrowthSweep.All.Select(sweep => sweep.Name));
        Assert.Equal([(1, 4096), (64, 4096)], GrowthSweep.All.Select(sweep => (sweep.Sizes[0], sweep.Sizes[^1])));
        Assert.All(GrowthSweep.All, sweep => Assert.Equal(sweep.Sizes.Order(), sweep.Sizes));
    }

    [Fact]
    public void Points_become_values_a_table_and_plots()
    {
        GrowthSweep[] sweeps = [.. GrowthSweep.All.Select(sweep => sweep with { Sizes = [.. sweep.Sizes.Take(2)] })];
        GrowthPoint[] points = [.. GrowthReport.Measure(sweeps, [1, 2], seconds: 0.001)];
        Assert.Equal(8, points.Length);
        Assert.All(points, point => Assert.True(point.Limit > 0 && point.Time.Min > 0));
        Assert.Equal(points[0].Limit * 2, points[1].Limit, 12);                    // twice the batch, twice the work

        var lines = GrowthReport.Csv(points).TrimEnd('\n').Split('\n');
        Assert.Equal("sweep,size,threads,median_ms,min_ms,limit_ms", lines[0]);
        Assert.StartsWith("batch,1,1,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("width,128,2,", lines[8], StringComparison.Ordinal);

        var files = GrowthReport.Plot(Path.Combine(folder, "growth"), points);
        Assert.Equal(["growth-batch.png", "growth-width.png"], files.Select(Path.GetFileName));
        Assert.All(files, file => Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(file)[..4]));
    }

    [Fact]
    public void The_classifier_learns()
    {
        using var device = new CpuDevice(threads: 1);
        var step = new MlpStep(device, batch: 16, width: 64);
        using var scope = new Scope();
        var before = step.Loss().Item();
        for (var i = 0; i < 20; i++) step.Run();
        Assert.True(step.Loss().Item() < before - 0.1);
    }

    [Theory]
    [InlineData("1,0", 0.1, "x", "'0'")]
    [InlineData("1", -1, "x", "--seconds is -1")]
    [InlineData("1", 0.1, " ", "--out is empty")]
    public void Wrong_options_are_named(string threads, double seconds, string path, string message)
    {
        var result = new GrowthSettings { Threads = threads, Seconds = seconds, Out = path }.Validate();
        Assert.False(result.Successful);
        Assert.Contains(message, result.Message);
        Assert.True(new GrowthSettings().Validate().Successful);
    }
}
