using System.ComponentModel;
using System.Globalization;
using Engine.Bench.Cases;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>The options of commands that time cases: <see cref="CsvCommand"/> and <see cref="ReportCommand"/>.</summary>
public class CaseSettings : CommandSettings
{
    [CommandOption("--threads <LIST>")]
    [Description("Numbers of threads of the processor, separated by commas; each case runs with each of them.")]
    [DefaultValue("1,2")]
    public string Threads { get; init; } = "1,2";

    [CommandOption("--cases <LIST>")]
    [Description("Names or beginnings of names, separated by commas; all cases unless given.")]
    [DefaultValue("")]
    public string Cases { get; init; } = "";

    [CommandOption("--seconds <SECONDS>")]
    [Description("How long each case is repeated, at least 30 times, after its warm-up.")]
    [DefaultValue(1.5)]
    public double Seconds { get; init; } = 1.5;

    [CommandOption("--list")]
    [Description("Print the names of the cases and end.")]
    public bool List { get; init; }

    /// <summary>The cases that <see cref="Cases"/> names.</summary>
    /// <exception cref="ArgumentException">A name is none's beginning.</exception>
    public IReadOnlyList<BenchCase> SelectedCases => CaseTable.Select(Lists.Words(Cases));

    /// <summary>The numbers in <see cref="Threads"/>.</summary>
    /// <exception cref="ArgumentException">One is not a whole number from 1.</exception>
    public IReadOnlyList<int> ThreadCounts => Lists.Threads(Threads);

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        if (!(Seconds > 0 && double.IsFinite(Seconds))) return ValidationResult.Error(string.Create(CultureInfo.InvariantCulture, $"--seconds is {Seconds}; expected a number above 0."));
        return Lists.Check(() => (_, _) = (ThreadCounts, SelectedCases));
    }
}
