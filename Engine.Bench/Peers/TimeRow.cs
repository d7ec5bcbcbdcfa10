using System.Globalization;
using Engine.Bench.Csv;

namespace Engine.Bench.Peers;

/// <summary>One line of an engine's times.</summary>
/// <param name="Case">The case's name.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="Engine">Which engine, such as <c>torch-2.6</c>.</param>
/// <param name="Time">Milliseconds.</param>
public sealed record TimeRow(string Case, int Threads, string Engine, Timing Time)
{
    /// <summary>Whether it is a time of this engine, not of a peer.</summary>
    public bool IsOurs => Engine.StartsWith("engine-", StringComparison.Ordinal);

    /// <summary>Reads what <see cref="CsvReport"/> and the peers write; several rounds may stand in one file, each under its header.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line is not of these columns; the message says which.</exception>
    public static IReadOnlyList<TimeRow> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        List<TimeRow> rows = [];
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].Length > 0 && lines[i] != CsvReport.Header)
                rows.Add(Parse(lines[i]) ?? throw new InvalidDataException($"{path}, line {i + 1} is '{lines[i]}'; expected {CsvReport.Header}."));
        return rows;
    }

    private static TimeRow? Parse(string line)
    {
        var cells = line.Split(',');
        return cells.Length == 5
            && int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var threads)
            && Milliseconds(cells[3], out var median) && Milliseconds(cells[4], out var min)
            ? new(cells[0], threads, cells[2], new(median, min)) : null;
    }

    private static bool Milliseconds(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value > 0 && double.IsFinite(value);
}
