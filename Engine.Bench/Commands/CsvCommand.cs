using Engine.Bench.Cases;
using Engine.Bench.Csv;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>Times the cases that other engines are timed by, and prints the same columns as they do.</summary>
public sealed class CsvCommand : Command<CsvSettings>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, CsvSettings settings, CancellationToken cancellationToken)
    {
        if (settings.List)
            foreach (var entry in CaseTable.All) Console.WriteLine(entry.Name);
        else
            CsvReport.Write(Console.Out, settings.SelectedCases, settings.Targets, settings.Seconds);
        return 0;
    }
}
