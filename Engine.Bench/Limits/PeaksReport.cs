using System.Globalization;
using Spectre.Console;

namespace Engine.Bench.Limits;

/// <summary>The machine's limits as a table or as comma-separated values.</summary>
public static class PeaksReport
{
    /// <summary>The first line of the values.</summary>
    public const string Header = "limit,threads,value,unit";

    /// <summary>One line a limit, named such as <c>fma-fp32</c> and <c>copy-L2</c>.</summary>
    public static void WriteCsv(TextWriter output, IEnumerable<MachineLimits> all)
    {
        output.WriteLine(Header);
        foreach (var limits in all)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fma-fp32,{limits.Threads},{limits.Gigaflops:F1},GFLOP/s"));
            foreach (var ((access, level), value) in limits.Bandwidths)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{access.ToString().ToLowerInvariant()}-{level},{limits.Threads},{value:F1},GB/s"));
            if (limits.RoundTrip is { } nanoseconds)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round-trip,{limits.Threads},{nanoseconds:F1},ns"));
            output.Flush();
        }
    }

    /// <summary>A row a limit, a column a number of threads.</summary>
    public static void WriteTable(IAnsiConsole console, IReadOnlyList<MachineLimits> all)
    {
        var table = new Table().AddColumn("limit");
        foreach (var limits in all) table.AddColumn(new TableColumn($"{limits.Threads} thread{(limits.Threads == 1 ? "" : "s")}").RightAligned());
        table.AddRow(["float FMA, GFLOP/s", .. all.Select(limits => limits.Gigaflops.ToString("F1", CultureInfo.InvariantCulture))]);
        foreach (var level in Enum.GetValues<MemoryLevel>())
            table.AddRow([$"{level}: read / copy / triad, GB/s", .. all.Select(limits => Bandwidths(limits, level))]);
        table.AddRow(["to another thread and back, ns", .. all.Select(limits => limits.RoundTrip?.ToString("F0", CultureInfo.InvariantCulture) ?? "–")]);
        console.Write(table);
    }

    private static string Bandwidths(MachineLimits limits, MemoryLevel level) => string.Join(" / ",
        Enum.GetValues<Access>().Select(access => limits.Bandwidths[(access, level)].ToString("F0", CultureInfo.InvariantCulture)));
}
