using System.ComponentModel;
using Engine.Bench.Targets;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Engine.Bench.Commands;

/// <summary>The options of <see cref="CsvCommand"/>.</summary>
public sealed class CsvSettings : CaseSettings
{
    [CommandOption("--device <LIST>")]
    [Description("Devices, separated by commas: cpu, cuda, opencl, emulated; cuda:1 is a second one.")]
    [DefaultValue("cpu")]
    public string Device { get; init; } = "cpu";

    /// <summary>The devices: the processor with each number of threads, the others once.</summary>
    /// <exception cref="ArgumentException">There is none, or a name is none.</exception>
    public IReadOnlyList<Target> Targets =>
        [.. Lists.Targets(Device, "--device").SelectMany(target => target.IsCpu ? ThreadCounts.Select(Target.Cpu) : [target])];

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        var result = base.Validate();
        return result.Successful ? Lists.Check(() => _ = Targets) : result;
    }
}
