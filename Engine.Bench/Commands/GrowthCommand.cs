using System.Text;
using Engine.Bench.Growth;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>Times training steps against their size, to see that none is out of proportion.</summary>
public sealed class GrowthCommand : Command<GrowthSettings>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, GrowthSettings settings, CancellationToken cancellationToken)
    {
        GrowthPoint[] points = [.. GrowthReport.Measure(GrowthSweep.All, settings.ThreadCounts, settings.Seconds)];
        GrowthReport.WriteTable(AnsiConsole.Console, points);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(settings.Out))!);
        AtomicFile.Write(settings.Out + ".csv", stream => stream.Write(Encoding.UTF8.GetBytes(GrowthReport.Csv(points))));
        foreach (var file in GrowthReport.Plot(settings.Out, points).Prepend(settings.Out + ".csv")) Console.WriteLine(file);
        return 0;
    }
}
