using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>The options of <see cref="PeaksCommand"/>.</summary>
public sealed class PeaksSettings : CommandSettings
{
    [CommandOption("--threads <LIST>")]
    [Description("Numbers of threads, separated by commas.")]
    [DefaultValue("1,2")]
    public string Threads { get; init; } = "1,2";

    [CommandOption("--csv")]
    [Description("Print limit,threads,value,unit instead of a table.")]
    public bool Csv { get; init; }

    /// <summary>The numbers in <see cref="Threads"/>.</summary>
    /// <exception cref="ArgumentException">One is not a whole number from 1.</exception>
    public IReadOnlyList<int> ThreadCounts => Lists.Threads(Threads);

    /// <inheritdoc/>
    public override ValidationResult Validate() => Lists.Check(() => _ = ThreadCounts);
}
