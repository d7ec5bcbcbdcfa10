using Spectre.Console;

namespace Engine.Models;

/// <summary>Ways to show training on a terminal.</summary>
public static class ConsoleProgress
{
    /// <summary>A bar with epoch, metrics, speed and time left; plain lines where output is not a terminal.</summary>
    public static ITrainingProgress Bar => AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected ? new BarProgress() : Lines;

    /// <summary>A plain line an epoch.</summary>
    public static ITrainingProgress Lines => new LineProgress(Console.Out);

    /// <summary>Nothing.</summary>
    public static ITrainingProgress None => new LineProgress(TextWriter.Null);
}
