using System.Globalization;

namespace Engine.Gpu;

/// <summary>A device that ILGPU finds on this machine.</summary>
/// <param name="Kind">Through what it is reached.</param>
/// <param name="Index">Its number among those of its kind, from 0.</param>
/// <param name="Name">What its driver calls it.</param>
/// <param name="MemoryBytes">Its memory.</param>
/// <param name="ComputeUnits">Multiprocessors (CUDA) or compute units (OpenCL).</param>
/// <param name="Refused">Why it cannot be opened, or null if it can.</param>
public sealed record GpuInfo(GpuKind Kind, int Index, string Name, long MemoryBytes, int ComputeUnits, string? Refused)
{
    /// <summary>For example <c>cuda 0: NVIDIA H100, 79.1 GiB, 132 compute units</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Kind.ToString().ToLowerInvariant()} {Index}: {Name}, {(Kind == GpuKind.Emulated ? "the host's memory" : ByteSize.Text(MemoryBytes))}, {ComputeUnits} compute units{(Refused is null ? "" : $" (refused: {Refused})")}");
}
