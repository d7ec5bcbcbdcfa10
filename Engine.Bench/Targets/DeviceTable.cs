using System.Globalization;
using System.Runtime.InteropServices;
using Engine.Gpu;
using Spectre.Console;

namespace Engine.Bench.Targets;

/// <summary>The machine's devices as a table, and a word for each kind that is missing.</summary>
public static class DeviceTable
{
    // A table that goes to a file has no width of its own, and names must stay on one line.
    private const int LeastWidth = 110;

    /// <summary>Columns of the table.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["kind", "index", "name", "memory", "compute units", "usable"];

    /// <summary>The processor.</summary>
    public static IReadOnlyList<string> Cpu =>
        ["cpu", "–", ProcessorName(), ByteSize.Text(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes), Number(Environment.ProcessorCount) + " threads", "yes"];

    /// <summary>A device of ILGPU's.</summary>
    public static IReadOnlyList<string> Row(GpuInfo info) =>
    [
        info.Kind.ToString().ToLowerInvariant(), Number(info.Index), info.Name, info.Kind == GpuKind.Emulated ? "the host's" : ByteSize.Text(info.MemoryBytes),
        Number(info.ComputeUnits), info.Refused is { } reason ? $"no: {reason}" : "yes",
    ];

    /// <summary>A sentence for each kind of which no device is there, with what it would need.</summary>
    public static IEnumerable<string> Missing(IReadOnlyList<GpuInfo> found)
    {
        if (!found.Any(info => info.Kind == GpuKind.Cuda))
            yield return "No CUDA device: NVIDIA's driver (libcuda) was not found, or it has no device.";
        if (!found.Any(info => info.Kind == GpuKind.OpenCl))
            yield return "No OpenCL device: no driver (libOpenCL and a vendor's ICD) was found, or it has no device.";
        if (found.All(info => info.Kind == GpuKind.Emulated || info.Refused is not null))
            yield return "Without a GPU, kernels run on ILGPU's emulator (kind emulated) for tests only, and on PoCL, an OpenCL driver for processors.";
    }

    /// <summary>Writes the table and what is missing.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<GpuInfo> found)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, LeastWidth);
        var table = new Table().AddColumns([.. Columns]);
        foreach (var row in found.Select(Row).Prepend(Cpu)) table.AddRow([.. row.Select(Markup.Escape)]);
        console.Write(table);
        foreach (var line in Missing(found)) console.WriteLine(line);
    }

    /// <summary>As Linux tells it; elsewhere the architecture.</summary>
    private static string ProcessorName()
    {
        const string key = "model name";
        var line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
