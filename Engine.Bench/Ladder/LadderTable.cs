using System.Globalization;
using Spectre.Console;

namespace Engine.Bench.Ladder;

/// <summary>The rungs of a device as a table: a line for each rung and size.</summary>
public static class LadderTable
{
    /// <summary>Columns of the table.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["size", "rung", "GFLOP/s", "share of cuBLAS"];

    /// <summary>A line.</summary>
    public static IReadOnlyList<string> Row(LadderPoint point) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{point.Side}³"), point.Rung,
        point.Gflops is { } rate ? rate.ToString(rate < 100 ? "F1" : "F0", CultureInfo.InvariantCulture) : "too slow",
        point.Share is { } share ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:F0} %") : "–",
    ];

    /// <summary>Writes the table.</summary>
    public static void Write(IAnsiConsole console, string device, IReadOnlyList<LadderPoint> points)
    {
        var table = new Table().Title(Markup.Escape(device)).AddColumns([.. Columns]);
        table.Columns[2].RightAligned();
        table.Columns[3].RightAligned();
        foreach (var point in points) table.AddRow([.. Row(point).Select(Markup.Escape)]);
        console.Write(table);
    }
}
