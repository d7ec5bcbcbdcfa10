using System.Globalization;

namespace Examples;

/// <summary>Scores of several models over several seeds: means, standard deviations, and a table of them.</summary>
/// <param name="columns">Name of each score, and the format of its number.</param>
public sealed class ScoreTable(params (string Name, string Format)[] columns)
{
    private readonly Dictionary<string, List<double[]>> rows = [];

    /// <summary>Adds the scores of one model with one seed.</summary>
    public void Add(string model, params double[] scores)
    {
        if (scores.Length != columns.Length) throw new ArgumentException($"{scores.Length} scores were given for {columns.Length} columns.", nameof(scores));
        if (!rows.TryGetValue(model, out var row)) rows[model] = row = [];
        row.Add(scores);
    }

    /// <summary>The mean over the seeds.</summary>
    public double Mean(string model, string column) => Values(model, Array.FindIndex(columns, each => each.Name == column)).Average();

    /// <summary>The table, a line a model: the mean, and ± the standard deviation over seeds if there are several.</summary>
    public override string ToString()
    {
        List<string[]> lines = [["", .. columns.Select(column => column.Name)]];
        lines.AddRange(rows.Keys.Select(model => (string[])[model, .. columns.Select((column, i) => Show(Values(model, i), column.Format))]));
        var widths = Enumerable.Range(0, columns.Length + 1).Select(i => lines.Max(line => line[i].Length)).ToArray();
        return string.Join('\n', lines.Select(line => string.Join("  ", line.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))));
    }

    private double[] Values(string model, int column) => [.. rows[model].Select(scores => scores[column])];

    private static string Show(double[] values, string format)
    {
        var mean = values.Average();
        if (values.Length == 1) return mean.ToString(format, CultureInfo.InvariantCulture);
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        return string.Create(CultureInfo.InvariantCulture, $"{mean.ToString(format, CultureInfo.InvariantCulture)} ± {deviation.ToString(format, CultureInfo.InvariantCulture)}");
    }
}
