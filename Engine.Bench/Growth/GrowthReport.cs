using System.Globalization;
using Engine.Bench.Csv;
using Engine.Bench.Limits;
using Engine.Devices.Cpu;
using Engine.Models;
using Spectre.Console;

namespace Engine.Bench.Growth;

/// <summary>Sweeps measured, and shown as a table, values and plots.</summary>
public static class GrowthReport
{
    /// <summary>The first line of the values.</summary>
    public const string Header = "sweep,size,threads,median_ms,min_ms,limit_ms";

    private const int Repetitions = 10;

    /// <summary>Measures every size with every number of threads.</summary>
    /// <param name="sweeps">What grows.</param>
    /// <param name="threads">Numbers of threads.</param>
    /// <param name="seconds">How long each step is repeated, at least ten times.</param>
    public static IEnumerable<GrowthPoint> Measure(IReadOnlyList<GrowthSweep> sweeps, IReadOnlyList<int> threads, double seconds)
    {
        foreach (var count in threads)
        {
            var limits = MachineLimits.Of(count);
            using var device = new CpuDevice(count);
            foreach (var sweep in sweeps)
                foreach (var size in sweep.Sizes)
                {
                    var entry = sweep.CaseOf(size);
                    yield return new(sweep, size, count, Timing.Measure(entry.Prepare(device), seconds, Repetitions), entry.Work!.LimitMilliseconds(limits));
                    device.Trim();
                }
        }
    }

    /// <summary>One line a point.</summary>
    public static string Csv(IEnumerable<GrowthPoint> points) => string.Concat(points.Select(point => string.Create(CultureInfo.InvariantCulture,
        $"{point.Sweep.Name},{point.Size},{point.Threads},{point.Time.Median:F5},{point.Time.Min:F5},{point.Limit:F5}\n")).Prepend(Header + "\n"));

    /// <summary>A row a size: the time and how much of it the matrix products at peak would take, for each number of threads.</summary>
    public static void WriteTable(IAnsiConsole console, IReadOnlyList<GrowthPoint> points)
    {
        int[] threads = [.. points.Select(point => point.Threads).Distinct()];
        foreach (var sweep in points.GroupBy(point => point.Sweep))
        {
            var table = new Table().Title(Markup.Escape(sweep.Key.Title)).AddColumn(new TableColumn(sweep.Key.Quantity).RightAligned());
            foreach (var count in threads) table.AddColumn(new TableColumn($"{count} thread{(count == 1 ? "" : "s")}, ms (share of peak)").RightAligned());
            foreach (var size in sweep.GroupBy(point => point.Size))
                table.AddRow([size.Key.ToString(CultureInfo.InvariantCulture), .. threads.Select(count => Cell(size.Single(point => point.Threads == count)))]);
            console.Write(table);
        }
    }

    /// <summary>A plot for each sweep, both axes logarithmic: <c>growth-batch.png</c> and <c>growth-width.png</c> for <c>growth</c>.</summary>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> Plot(string path, IReadOnlyList<GrowthPoint> points)
    {
        List<string> files = [];
        foreach (var sweep in points.GroupBy(point => point.Sweep))
        {
            files.Add($"{path}-{sweep.Key.Name}.png");
            Plots.LogLines(files[^1], sweep.Key.Title, sweep.Key.Quantity, "milliseconds a step", [.. sweep.GroupBy(point => point.Threads).SelectMany(Curves)]);
        }
        return files;
    }

    private static IEnumerable<(string Name, double[] X, double[] Y)> Curves(IGrouping<int, GrowthPoint> points)
    {
        double[] sizes = [.. points.Select(point => (double)point.Size)];
        var threads = $"{points.Key} thread{(points.Key == 1 ? "" : "s")}";
        yield return (threads, sizes, [.. points.Select(point => point.Time.Min)]);
        yield return ($"matrix products at peak, {threads}", sizes, [.. points.Select(point => point.Limit)]);
    }

    private static string Cell(GrowthPoint point) => string.Create(CultureInfo.InvariantCulture, $"{point.Time.Min:F3} ({100 * point.Share:F0} %)");
}
