using System.Globalization;
using Engine.Devices.Cpu;
using Engine.Gpu;

namespace Engine.Bench.Targets;

/// <summary>A device that can be measured, not yet opened.</summary>
/// <param name="Name">As options name it: <c>cpu</c>, <c>cuda</c>, <c>opencl</c>, <c>emulated</c>, or <c>cuda:1</c> for a second one.</param>
/// <param name="Threads">Threads of the host that call it; for the CPU those that compute.</param>
/// <param name="Open">Opens it; whoever does disposes of it.</param>
public sealed record Target(string Name, int Threads, Func<Device> Open)
{
    /// <summary>The processor's name.</summary>
    public const string Processor = "cpu";

    /// <summary>Whether it is the processor with its vector loops.</summary>
    public bool IsCpu => Name == Processor;

    /// <summary>Whether it is ILGPU's emulation.</summary>
    public bool IsEmulated => Name.StartsWith("emulated", StringComparison.Ordinal);

    /// <summary>The processor with so many threads.</summary>
    public static Target Cpu(int threads) => new(Processor, threads, () => new CpuDevice(threads));

    /// <summary>A device of a kind.</summary>
    public static Target Gpu(GpuKind kind, int index) => new(NameOf(kind, index), 1, () => GpuDevice.Open(kind, index));

    /// <summary>The processor, and every device that ILGPU finds and can open.</summary>
    public static IReadOnlyList<Target> Found =>
        [Cpu(Environment.ProcessorCount), .. GpuDevice.List().Where(info => info.Refused is null).Select(info => Gpu(info.Kind, info.Index))];

    /// <summary>The device that an option names; nothing is opened, so it need not be there.</summary>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public static Target Parse(string name)
    {
        var parts = name.Split(':');
        if (name == Processor) return Cpu(Environment.ProcessorCount);
        if (parts.Length <= 2 && Enum.TryParse<GpuKind>(parts[0], ignoreCase: true, out var kind) && parts[0].All(char.IsAsciiLetter) && Index(parts) is { } index)
            return Gpu(kind, index);
        throw new ArgumentException($"There is no device '{name}'; expected cpu, cuda, opencl or emulated, with a number such as cuda:1 for another one of the kind.");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static int? Index(string[] parts) => parts.Length == 1 ? 0
        : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static string NameOf(GpuKind kind, int index) =>
        kind.ToString().ToLowerInvariant() + (index == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{index}"));
}
