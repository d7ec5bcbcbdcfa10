using ILGPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace Engine.Gpu;

/// <summary>
/// The same engine on CUDA and OpenCL through ILGPU. Not here yet: today this class only says what hardware ILGPU finds.
/// It will derive from <see cref="Device"/> and run the op structs of Engine.Core, over the lane
/// <see cref="Lanes.F32"/>, as ILGPU kernels, file by file beside <c>Devices/Cpu</c>.
/// </summary>
public static class GpuDevice
{
    /// <summary>The accelerators that ILGPU finds on this machine, for example <c>Cuda: NVIDIA H100</c>.</summary>
    public static IReadOnlyList<string> Found()
    {
        using var context = Context.Create(builder => builder.Cuda().OpenCL());
        return [.. context.Devices.Select(device => $"{device.AcceleratorType}: {device.Name}")];
    }
}
