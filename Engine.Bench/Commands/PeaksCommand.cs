using Engine.Bench.Limits;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>Measures what the machine can do at best: multiply-adds and the bandwidth of each level of memory.</summary>
public sealed class PeaksCommand : Command<PeaksSettings>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, PeaksSettings settings, CancellationToken cancellationToken)
    {
        var limits = settings.ThreadCounts.Select(MachineLimits.Of);
        if (settings.Csv) PeaksReport.WriteCsv(Console.Out, limits);
        else PeaksReport.WriteTable(AnsiConsole.Console, [.. limits]);
        return 0;
    }
}
