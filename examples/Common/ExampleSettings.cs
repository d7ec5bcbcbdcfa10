using System.ComponentModel;
using Engine;
using Engine.Devices.Cpu;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Examples;

/// <summary>The options that every example takes.</summary>
public class ExampleSettings : CommandSettings
{
    [CommandOption("--seed <NUMBER>")]
    [Description("Seed of every random number: the same seed gives the same result.")]
    [DefaultValue(0ul)]
    public ulong Seed { get; init; }

    [CommandOption("--device <NAME>")]
    [Description("cpu (float, vector loops) or reference (double, textbook loops, slow).")]
    [DefaultValue("cpu")]
    public string Device { get; init; } = "cpu";

    [CommandOption("--threads <COUNT>")]
    [Description("Threads of the cpu device; the result does not depend on it. 0: all cores.")]
    [DefaultValue(0)]
    public int Threads { get; init; }

    [CommandOption("--out <FOLDER>")]
    [Description("Where pictures and weights go; out/ and the example's name unless given.")]
    public string? Out { get; init; }

    public override ValidationResult Validate() =>
        Device is not ("cpu" or "reference") ? ValidationResult.Error($"--device must be cpu or reference, not '{Device}'.")
        : Threads < 0 ? ValidationResult.Error($"--threads must be 0 (all cores) or more, not {Threads}.")
        : ValidationResult.Success();

    /// <summary>The device that the options name.</summary>
    public Device OpenDevice() => Device == "reference" ? Engine.Device.Reference : Threads == 0 ? Engine.Device.Cpu : new CpuDevice(Threads);
}
