using System.Globalization;

namespace Engine.Bench.Peers;

/// <summary>Compared cases as a Markdown table, with the geometric mean over the training steps.</summary>
public static class MarkdownReport
{
    /// <summary>Writes a table, a mean for each number of threads, and what is missing.</summary>
    public static void Write(TextWriter output, IReadOnlyList<ComparedCase> cases)
    {
        output.WriteLine("| case | threads | engine, ms | fastest peer, ms | peer | ratio |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (var entry in cases)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {entry.Case} | {entry.Threads} | {Number(entry.Ours)} | {Number(entry.Theirs)} | {entry.Peer ?? "–"} | {Ratio(entry.Ratio)} |"));
        output.WriteLine();
        foreach (var group in cases.GroupBy(entry => entry.Threads)) WriteMean(output, group.Key, [.. group]);
        Missing(output, "Not measured on this engine", cases.Where(entry => entry.Ours is null));
        Missing(output, "Not measured on any peer", cases.Where(entry => entry.Theirs is null));
    }

    private static void WriteMean(TextWriter output, int threads, ComparedCase[] cases)
    {
        ComparedCase[] steps = [.. cases.Where(entry => entry.IsTrainingStep)];
        double[] ratios = [.. steps.Select(entry => entry.Ratio).OfType<double>()];
        var name = threads == 1 ? "1 thread" : string.Create(CultureInfo.InvariantCulture, $"{threads} threads");
        output.WriteLine(ratios.Length == 0 ? $"{name}: no training step was measured on both sides." : string.Create(CultureInfo.InvariantCulture,
            $"{name}: geometric mean over {ratios.Length} of {steps.Length} training steps {Math.Exp(ratios.Average(Math.Log)):F2}×."));
    }

    private static void Missing(TextWriter output, string what, IEnumerable<ComparedCase> cases)
    {
        string[] names = [.. cases.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Case} ({entry.Threads})"))];
        if (names.Length > 0) output.WriteLine($"{what}: {string.Join(", ", names)}.");
    }

    private static string Number(double? milliseconds) => milliseconds is { } value ? value.ToString(value < 1 ? "F4" : "F2", CultureInfo.InvariantCulture) : "–";

    private static string Ratio(double? ratio) => ratio is { } value ? value.ToString("F2", CultureInfo.InvariantCulture) + "×" : "–";
}
