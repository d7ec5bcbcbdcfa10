using System.Text.RegularExpressions;
using Engine.Models;

namespace Engine.Tests.Models.Training;

public sealed class ProgressTests
{
    [Fact]
    public void A_line_an_epoch_with_metrics_speed_and_time_left()
    {
        using var output = new StringWriter();
        new SmallRun { Progress = new LineProgress(output), Metrics = new() { ["test"] = _ => 104.7749 } }.Fit();
        var lines = output.ToString().TrimEnd().Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        for (var epoch = 1; epoch <= 3; epoch++)
            Assert.Matches(new Regex($@"^epoch {epoch}/3  loss [0-9.]+  test 104\.77  [0-9,]+ images/s  0:00:0\d left$"), lines[epoch - 1]);
        Assert.EndsWith("0:00:00 left", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void None_runs_the_loop_and_says_nothing()
    {
        var runs = 0;
        ConsoleProgress.None.Run(2, 10, display =>
        {
            display.Step(1, 5, 0.5);
            display.Epoch(new EpochRecord(1, 0.5, new Dictionary<string, double>(), 10));
            runs++;
        });
        Assert.Equal(1, runs);
    }

    /// <summary>The bar itself, drawn on whatever the tests' output is: names with brackets are text, not markup.</summary>
    [Fact]
    public void The_bar_runs_the_loop_and_takes_any_name()
    {
        var run = new SmallRun { Progress = new BarProgress(), Metrics = new() { ["[red]error[/] %]"] = _ => 1 } };
        Assert.True(run.Fit().Finished);
    }
}
