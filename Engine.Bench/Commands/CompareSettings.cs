using System.ComponentModel;
using System.Globalization;
using Engine.Bench.Crossover;
using Engine.Bench.Targets;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>The options of <see cref="CompareCommand"/>.</summary>
public sealed class CompareSettings : CommandSettings
{
    private const double WarmUp = 0.2, QuickWindow = 0.005, Window = 0.04;

    private static readonly int[] quickElements = [1 << 10, 1 << 14, 1 << 18], quickSides = [64, 256];
    private static readonly int[] allElements = [.. Enumerable.Range(5, 9).Select(power => 1 << (2 * power))], allSides = [64, 128, 256, 512, 1024, 2048, 4096];

    [CommandOption("--devices <LIST>")]
    [Description("Devices, separated by commas: cpu, cuda, opencl, emulated; all that are found unless given.")]
    [DefaultValue("")]
    public string Devices { get; init; } = "";

    [CommandOption("--kernels <LIST>")]
    [Description("Names or beginnings of names, separated by commas; all kernels unless given.")]
    [DefaultValue("")]
    public string Kernels { get; init; } = "";

    [CommandOption("--sizes <LIST>")]
    [Description("Elements, such as 1Ki,64Ki,1Mi: multiples of 256; powers of 4 from 1Ki to 64Mi unless given.")]
    [DefaultValue("")]
    public string Sizes { get; init; } = "";

    [CommandOption("--sides <LIST>")]
    [Description("Sides of the matrices that are multiplied; 64 to 4096 unless given.")]
    [DefaultValue("")]
    public string Sides { get; init; } = "";

    [CommandOption("--limit <SECONDS>")]
    [Description("How long one size of one kernel may take; larger ones are left out.")]
    [DefaultValue(2.0)]
    public double Limit { get; init; } = 2;

    [CommandOption("--quick")]
    [Description("Few sizes, measured briefly: for a look, not for figures.")]
    public bool Quick { get; init; }

    [CommandOption("--out <FOLDER>")]
    [Description("Where compare.csv, compare.md and compare.png go.")]
    [DefaultValue("out/compare")]
    public string Out { get; init; } = "out/compare";

    /// <summary>The devices; without the option those that are found.</summary>
    /// <exception cref="ArgumentException">A name is none.</exception>
    public IReadOnlyList<Target> Targets => Devices.Length == 0 ? Target.Found : Lists.Targets(Devices, "--devices");

    /// <summary>The kernels.</summary>
    /// <exception cref="ArgumentException">A name is none's beginning.</exception>
    public IReadOnlyList<KernelCase> SelectedKernels => KernelTable.Select(Lists.Words(Kernels));

    /// <summary>How they are measured.</summary>
    /// <exception cref="ArgumentException">A size is none.</exception>
    public SweepOptions Options
    {
        get
        {
            var elements = Sizes.Length > 0 ? Lists.Sizes(Sizes, "--sizes", KernelTable.Columns) : Quick ? quickElements : allElements;
            var sides = Sides.Length > 0 ? Lists.Sizes(Sides, "--sides", multipleOf: 1) : Quick ? quickSides : allSides;
            return new(elements, sides, new SteadyTime(Quick ? QuickWindow : Window), Limit) { WarmUp = Quick ? 0 : WarmUp };
        }
    }

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        if (!(Limit > 0 && double.IsFinite(Limit))) return ValidationResult.Error(string.Create(CultureInfo.InvariantCulture, $"--limit is {Limit}; expected seconds above 0."));
        if (string.IsNullOrWhiteSpace(Out)) return ValidationResult.Error("--out is empty; expected a folder such as out/compare.");
        return Lists.Check(() => (_, _, _) = (Options, SelectedKernels, Devices.Length == 0 ? null : Targets));
    }
}
