using Engine.Bench.Limits;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>Times cases and says how near each is to the machine's limit.</summary>
public sealed class ReportCommand : Command<CaseSettings>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, CaseSettings settings, CancellationToken cancellationToken)
    {
        SpeedReport.Write(AnsiConsole.Console, SpeedReport.Measure(settings.SelectedCases, settings.ThreadCounts, settings.Seconds));
        return 0;
    }
}
