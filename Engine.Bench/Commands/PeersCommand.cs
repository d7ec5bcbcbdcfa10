using Engine.Bench.Peers;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>Puts times of several engines side by side.</summary>
public sealed class PeersCommand : Command<PeersSettings>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, PeersSettings settings, CancellationToken cancellationToken)
    {
        MarkdownReport.Write(Console.Out, ComparedCase.Of(settings.Files.SelectMany(TimeRow.Read), settings.Median));
        return 0;
    }
}
