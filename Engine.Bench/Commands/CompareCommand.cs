using System.Text;
using Engine.Bench.Crossover;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>Measures every kernel on every device, from sizes where the processor wins to sizes where a GPU does.</summary>
public sealed class CompareCommand : Command<CompareSettings>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, CompareSettings settings, CancellationToken cancellationToken)
    {
        var comparison = Comparison.Measure(settings.Targets, settings.SelectedKernels, settings.Options, Console.Error.WriteLine);
        ComparisonTable.Write(AnsiConsole.Console, comparison);
        var folder = Directory.CreateDirectory(settings.Out).FullName;
        Write(folder, "compare.csv", ComparisonCsv.Of(comparison));
        Write(folder, "compare.md", ComparisonTable.Markdown(comparison));
        if (comparison.Points.Count > 0) ComparisonPlot.Write(Path.Combine(folder, "compare.png"), comparison);
        AnsiConsole.Console.WriteLine($"compare.csv, compare.md and compare.png are in {folder}.");
        return 0;
    }

    private static void Write(string folder, string name, string text) =>
        AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
