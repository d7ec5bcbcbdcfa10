using System.ComponentModel;
using System.Globalization;
using Engine.Bench.Crossover;
using Engine.Bench.Targets;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>The options of <see cref="GpuLadderCommand"/>.</summary>
public sealed class GpuLadderSettings : CommandSettings
{
    [CommandOption("--devices <LIST>")]
    [Description("Devices, separated by commas: cuda, opencl, emulated; all that are found but the emulated one unless given.")]
    [DefaultValue("")]
    public string Devices { get; init; } = "";

    [CommandOption("--sizes <LIST>")]
    [Description("Rows and columns of the square matrices.")]
    [DefaultValue("64,128,256,512,1024,2048,4096")]
    public string Sizes { get; init; } = "64,128,256,512,1024,2048,4096";

    [CommandOption("--limit <SECONDS>")]
    [Description("How long one product may take; larger ones of its rung are left out.")]
    [DefaultValue(1.0)]
    public double Limit { get; init; } = 1;

    [CommandOption("--seconds <SECONDS>")]
    [Description("How long each measurement takes.")]
    [DefaultValue(0.06)]
    public double Seconds { get; init; } = 0.06;

    /// <summary>The devices.</summary>
    /// <exception cref="ArgumentException">A name is no GPU's.</exception>
    public IReadOnlyList<Target> Targets
    {
        get
        {
            if (Devices.Length == 0) return [.. Target.Found.Where(target => !target.IsCpu && !target.IsEmulated)];
            var targets = Lists.Targets(Devices, "--devices");
            return !targets.Any(target => target.IsCpu) ? targets : throw new ArgumentException("--devices holds cpu, whose ladder is run --filter *ProductLadder*; expected cuda, opencl or emulated.");
        }
    }

    /// <summary>The sizes in growing order.</summary>
    /// <exception cref="ArgumentException">One is none.</exception>
    public IReadOnlyList<int> Sides => Lists.Sizes(Sizes, "--sizes", multipleOf: 1);

    /// <summary>How a rung is timed.</summary>
    public SteadyTime Time => new(Seconds);

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        if (!(Limit > 0 && double.IsFinite(Limit))) return ValidationResult.Error(string.Create(CultureInfo.InvariantCulture, $"--limit is {Limit}; expected seconds above 0."));
        if (!(Seconds > 0 && double.IsFinite(Seconds))) return ValidationResult.Error(string.Create(CultureInfo.InvariantCulture, $"--seconds is {Seconds}; expected seconds above 0."));
        return Lists.Check(() => (_, _) = (Sides, Devices.Length == 0 ? null : Targets));
    }
}
