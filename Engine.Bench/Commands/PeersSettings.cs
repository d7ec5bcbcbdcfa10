using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>The options of <see cref="PeersCommand"/>.</summary>
public sealed class PeersSettings : CommandSettings
{
    [CommandArgument(0, "<FILE>")]
    [Description("Files that csv and the peers' programs wrote; several rounds are welcome.")]
    public string[] Files { get; init; } = [];

    [CommandOption("--median")]
    [Description("Compare the smallest median of a round instead of the quickest repetition.")]
    public bool Median { get; init; }

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        foreach (var file in Files)
            if (!File.Exists(file)) return ValidationResult.Error($"There is no file '{file}'.");
        return ValidationResult.Success();
    }
}
