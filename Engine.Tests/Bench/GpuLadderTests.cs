using Engine.Bench.Commands;
using Engine.Bench.Crossover;
using Engine.Bench.Ladder;
using Engine.Tests.Gpu;

namespace Engine.Tests.Bench;

public sealed class GpuLadderTests
{
    [Fact]
    public void Every_rung_and_the_engines_choice_are_measured_at_every_size()
    {
        List<string> told = [];
        var points = new GpuLadder(TestDevices.Emulated, new SteadyTime(1e-3, rounds: 1), limit: 100).Measure([4, 16], told.Add);
        Assert.Equal([4, 16], points.Select(point => point.Side).Distinct());
        foreach (var side in points.GroupBy(point => point.Side))
        {
            Assert.Equal("naive", side.First().Rung);
            Assert.Equal(GpuLadder.Chosen, side.Last().Rung);
            Assert.All(side, point => Assert.True(point.Gflops > 0));
        }
        Assert.Contains("cuBLAS", told[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_rung_that_takes_too_long_is_left_out_at_larger_sizes()
    {
        var points = new GpuLadder(TestDevices.Emulated, new SteadyTime(1e-6, rounds: 1), limit: 1e-9).Measure([1, 64], _ => { });
        Assert.All(points, point => Assert.Equal(point.Side == 1, point.Gflops is not null));
        Assert.Equal("too slow", LadderTable.Row(points[^1])[2]);
    }

    [Fact]
    public void The_table_tells_rates_and_shares()
    {
        Assert.Equal(["64³", "naive", "12.3", "25 %"], LadderTable.Row(new(64, "naive", 12.34, 49.36)));
        Assert.Equal(["64³", "naive", "1234", "–"], LadderTable.Row(new(64, "naive", 1234, null)));
    }

    [Fact]
    public void Wrong_options_are_told()
    {
        Assert.Contains("cpu", new GpuLadderSettings { Devices = "cpu" }.Validate().Message, StringComparison.Ordinal);
        Assert.Contains("--limit", new GpuLadderSettings { Limit = 0 }.Validate().Message, StringComparison.Ordinal);
        Assert.True(new GpuLadderSettings { Devices = "emulated", Sizes = "256,64" } is { Sides: [64, 256] });
    }
}
