using System.ComponentModel;
using System.Globalization;
using Engine.Bench.Cases;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>The options of <see cref="CsvCommand"/>.</summary>
public sealed class CsvSettings : CommandSettings
{
    [CommandOption("--threads <LIST>")]
    [Description("Numbers of threads, separated by commas; each case runs with each of them.")]
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
    public IReadOnlyList<BenchCase> SelectedCases => CaseTable.Select(Words(Cases));

    /// <summary>The numbers in <see cref="Threads"/>.</summary>
    /// <exception cref="ArgumentException">One is not a whole number from 1.</exception>
    public IReadOnlyList<int> ThreadCounts => [.. Words(Threads).Select(ThreadCount)];

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        if (!(Seconds > 0 && double.IsFinite(Seconds))) return ValidationResult.Error(string.Create(CultureInfo.InvariantCulture, $"--seconds is {Seconds}; expected a number above 0."));
        try
        {
            if (ThreadCounts.Count == 0) return ValidationResult.Error("--threads is empty; expected numbers such as 1,2.");
            _ = SelectedCases;
            return ValidationResult.Success();
        }
        catch (ArgumentException error)
        {
            return ValidationResult.Error(error.Message);
        }
    }

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int ThreadCount(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 ? count
        : throw new ArgumentException($"--threads holds '{word}'; expected whole numbers from 1, such as 1,2.");
}
