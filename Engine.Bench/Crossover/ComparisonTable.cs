using System.Globalization;
using Engine.Bench.Targets;
using Spectre.Console;

namespace Engine.Bench.Crossover;

/// <summary>A comparison as tables: a row for each size, a row for each kernel, the devices' peaks.</summary>
public static class ComparisonTable
{
    // A table that goes to a file has no width of its own.
    private const int LeastWidth = 180;

    /// <summary>Writes all of them to the console.</summary>
    public static void Write(IAnsiConsole console, Comparison comparison)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, LeastWidth);
        foreach (var rows in new[] { Sizes(comparison), Kernels(comparison), Peaks(comparison) }) console.Write(Of(rows));
        foreach (var line in comparison.LeftOut) console.WriteLine(line);
    }

    /// <summary>Crossovers and peaks as Markdown.</summary>
    public static string Markdown(Comparison comparison) => string.Join('\n',
        [.. Lines(Kernels(comparison)), "", .. Lines(Peaks(comparison)), "", .. comparison.LeftOut.Select(line => $"- {line}"), ""]);

    /// <summary>Time, rate and share of peak of each kernel and size on each device, under a row of titles.</summary>
    public static IEnumerable<string[]> Sizes(Comparison comparison)
    {
        yield return ["kernel", "size", .. comparison.Devices.Select(device => $"{device}: µs, rate, of peak")];
        foreach (var kernel in comparison.Kernels)
            foreach (var size in comparison.Points.Where(point => point.Kernel == kernel).Select(point => point.Size).Distinct().Order())
                yield return [kernel.Name, SizeText.Of(kernel, size), .. comparison.Devices.Select(device =>
                    comparison.Of(kernel, device).SingleOrDefault(point => point.Size == size) is { } point ? Cell(comparison, point, withTime: true) : "–")];
    }

    /// <summary>Each kernel's rate at its largest size on each device, and from where on each is faster than the processor.</summary>
    public static IEnumerable<string[]> Kernels(Comparison comparison)
    {
        string[] challengers = [.. comparison.Devices.Where(device => device != Target.Processor)];
        yield return ["kernel", .. comparison.Devices.Select(device => $"{device}, largest size"), .. challengers.Select(device => $"{device} faster from")];
        foreach (var kernel in comparison.Kernels)
            yield return [kernel.Name,
                .. comparison.Devices.Select(device => comparison.Of(kernel, device) is [.., var last] ? Cell(comparison, last, withTime: false) + $" at {SizeText.Of(kernel, last.Size)}" : "–"),
                .. challengers.Select(device => comparison.Crossover(kernel, device) is { } size ? SizeText.Of(kernel, size) : "–")];
    }

    /// <summary>What each device does at best, and what a call costs.</summary>
    public static IEnumerable<string[]> Peaks(Comparison comparison)
    {
        yield return ["device", "copy, GB/s", "multiply-adds, GFLOP/s", "a call, µs", "a call of many, µs", "a call that is waited for, µs"];
        foreach (var (peaks, overhead) in comparison.Peaks.Zip(comparison.Overheads))
            yield return [peaks.Device, Number(peaks.Gigabytes), Number(peaks.Gigaflops), Number(overhead.Call), Number(overhead.Steady), Number(overhead.Alone)];
    }

    private static Table Of(IEnumerable<string[]> rows)
    {
        var table = new Table();
        foreach (var row in rows)
            if (table.Columns.Count == 0) table.AddColumns([.. row.Select(Markup.Escape)]);
            else table.AddRow([.. row.Select(Markup.Escape)]);
        return table;
    }

    private static IEnumerable<string> Lines(IEnumerable<string[]> rows) =>
        rows.SelectMany((row, i) => i == 0 ? [Line(row), Line([.. row.Select(_ => "---")])] : (string[])[Line(row)]);

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells)} |";

    private static string Cell(Comparison comparison, KernelPoint point, bool withTime)
    {
        var rate = $"{Number(point.Rate)} {(point.Kernel.IsProduct ? "GFLOP/s" : "GB/s")}";
        var share = comparison.Share(point) is { } part ? string.Create(CultureInfo.InvariantCulture, $", {100 * part:F0} %") : "";
        return withTime ? $"{Number(1e3 * point.Milliseconds)}, {rate}{share}" : rate + share;
    }

    /// <summary>Three digits.</summary>
    private static string Number(double value) => value >= 100 ? value.ToString("F0", CultureInfo.InvariantCulture) : value.ToString("G3", CultureInfo.InvariantCulture);
}
