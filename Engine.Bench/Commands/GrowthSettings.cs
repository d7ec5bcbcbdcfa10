using System.ComponentModel;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>The options of <see cref="GrowthCommand"/>.</summary>
public sealed class GrowthSettings : CommandSettings
{
    [CommandOption("--threads <LIST>")]
    [Description("Numbers of threads, separated by commas.")]
    [DefaultValue("1,2")]
    public string Threads { get; init; } = "1,2";

    [CommandOption("--seconds <SECONDS>")]
    [Description("How long each step is repeated, at least 10 times, after its warm-up.")]
    [DefaultValue(0.1)]
    public double Seconds { get; init; } = 0.1;

    [CommandOption("--out <PATH>")]
    [Description("Where the files go, without ending: PATH.csv, PATH-batch.png, PATH-width.png.")]
    [DefaultValue("docs/images/growth")]
    public string Out { get; init; } = "docs/images/growth";

    /// <summary>The numbers in <see cref="Threads"/>.</summary>
    /// <exception cref="ArgumentException">One is not a whole number from 1.</exception>
    public IReadOnlyList<int> ThreadCounts => Lists.Threads(Threads);

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        if (!(Seconds > 0 && double.IsFinite(Seconds))) return ValidationResult.Error(string.Create(CultureInfo.InvariantCulture, $"--seconds is {Seconds}; expected a number above 0."));
        if (string.IsNullOrWhiteSpace(Out)) return ValidationResult.Error("--out is empty; expected a path such as docs/images/growth.");
        return Lists.Check(() => _ = ThreadCounts);
    }
}
