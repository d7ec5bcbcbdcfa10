using System.Globalization;
using Engine.Bench.Cases;
using Engine.Bench.Csv;
using Engine.Devices.Cpu;
using Spectre.Console;

namespace Engine.Bench.Limits;

/// <summary>Cases in their own units, each with its share of what the machine allows.</summary>
public static class SpeedReport
{
    /// <summary>Measures the machine and then every case with every number of threads.</summary>
    /// <param name="cases">What is measured.</param>
    /// <param name="threads">Numbers of threads.</param>
    /// <param name="seconds">How long each case is repeated.</param>
    public static IEnumerable<SpeedRow> Measure(IReadOnlyList<BenchCase> cases, IReadOnlyList<int> threads, double seconds)
    {
        foreach (var count in threads)
        {
            var limits = MachineLimits.Of(count);
            using var device = new CpuDevice(count);
            foreach (var entry in cases)
            {
                yield return new(entry, limits, Timing.Measure(entry.Prepare(device), seconds));
                device.Trim();
            }
        }
    }

    // A table that goes to a file has no width of its own, and names must stay on one line.
    private const int LeastWidth = 110;

    /// <summary>A row each, in the order of measurement.</summary>
    public static void Write(IAnsiConsole console, IEnumerable<SpeedRow> rows)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, LeastWidth);
        var table = new Table().AddColumns("case", "threads", "speed", "share of the limit", "limit");
        for (var column = 1; column <= 3; column++) table.Columns[column].RightAligned();
        foreach (var row in rows)
            table.AddRow(row.Case.Name, row.Limits.Threads.ToString(CultureInfo.InvariantCulture), row.Speed, Percent(row.Share), row.Bound);
        console.Write(table);
    }

    private static string Percent(double? share) => share is { } value ? (100 * value).ToString("F0", CultureInfo.InvariantCulture) + " %" : "–";
}
