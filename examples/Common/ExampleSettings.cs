using System.ComponentModel;
using Engine;
using Engine.Devices.Cpu;
using Engine.Gpu;
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
    [Description("cpu, cuda, opencl, auto (cuda, else opencl, else cpu), reference (double, textbook loops: slow), or emulated (a GPU made of threads: very slow).")]
    [DefaultValue("cpu")]
    public string Device { get; init; } = "cpu";

    [CommandOption("--threads <COUNT>")]
    [Description("Threads of the cpu device; the result does not depend on it. 0: all cores.")]
    [DefaultValue(0)]
    public int Threads { get; init; }

    [CommandOption("--out <FOLDER>")]
    [Description("Where pictures and weights go; out/ and the example's name unless given.")]
    public string? Out { get; init; }

    private static readonly string[] devices = ["cpu", "cuda", "opencl", "auto", "reference", "emulated"];

    public override ValidationResult Validate() =>
        !devices.Contains(Device) ? ValidationResult.Error($"--device must be one of {string.Join(", ", devices)}, not '{Device}'.")
        : Threads < 0 ? ValidationResult.Error($"--threads must be 0 (all cores) or more, not {Threads}.")
        : ValidationResult.Success();

    private Device? opened;

    /// <summary>The device that the options name: the same one each time.</summary>
    public Device OpenDevice() => opened ??= Device switch
    {
        "reference" => Engine.Device.Reference,
        "cuda" => Gpu(GpuKind.Cuda),
        "opencl" => Gpu(GpuKind.OpenCl),
        "emulated" => Gpu(GpuKind.Emulated),
        "auto" => Best() ?? Cpu,
        _ => Cpu,
    };

    private Device Cpu => Threads == 0 ? Engine.Device.Cpu : new CpuDevice(Threads);

    /// <summary>A GPU that is closed when the program ends.</summary>
    private static GpuDevice Gpu(GpuKind? kind)
    {
        var gpu = GpuDevice.Open(kind);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => gpu.Dispose();
        Console.WriteLine($"On {gpu.Info}.");
        return gpu;
    }

    /// <summary>The GPU, or null, which is said, where there is none.</summary>
    private static GpuDevice? Best()
    {
        if (GpuDevice.List().Any(info => info is { Kind: not GpuKind.Emulated, Refused: null })) return Gpu(null);
        Console.WriteLine("There is no GPU: on cpu.");
        return null;
    }
}
