using System.ComponentModel;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>The options of <see cref="RunCommand"/>.</summary>
public sealed class RunSettings : CommandSettings
{
    [CommandOption("--filter <GLOB>")]
    [Description("Only benchmarks whose full name fits, such as *Product*; all of them unless given.")]
    public string[] Filter { get; init; } = [];

    [CommandOption("--short")]
    [Description("Three measured iterations instead of as many as a good estimate needs.")]
    public bool Short { get; init; }

    /// <summary>The command line that BenchmarkDotNet gets.</summary>
    /// <param name="more">What the user wrote after <c>--</c>: BenchmarkDotNet's own options.</param>
    public string[] Arguments(IEnumerable<string> more) =>
        ["--filter", .. Filter.DefaultIfEmpty("*"), .. Short ? ["--job", "short"] : Array.Empty<string>(), .. more];
}
