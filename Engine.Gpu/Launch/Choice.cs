namespace Engine.Gpu;

/// <summary>Which of the devices is opened, or why none is.</summary>
internal static class Choice
{
    /// <summary>Device <paramref name="index"/> of a kind; without a kind the CUDA device of that number, else the OpenCL one.</summary>
    /// <exception cref="GpuException">It is not there, or cannot be used.</exception>
    public static (GpuInfo Info, D Device) Of<D>(IReadOnlyList<(GpuInfo Info, D Device)> devices, GpuKind? kind, int index)
    {
        GpuKind[] kinds = kind is { } one ? [one] : [GpuKind.Cuda, GpuKind.OpenCl];
        foreach (var candidate in kinds)
            foreach (var device in devices)
                if (device.Info.Kind == candidate && device.Info.Index == index && device.Info.Refused is null) return device;
        throw new GpuException($"{Asked(kind, index)} was asked for. {There([.. devices.Select(device => device.Info).Where(info => info.Kind != GpuKind.Emulated)])}");
    }

    private static string Asked(GpuKind? kind, int index) => kind switch
    {
        GpuKind.Cuda => $"CUDA device {index}",
        GpuKind.OpenCl => $"OpenCL device {index}",
        GpuKind.Emulated => $"Emulated device {index}",
        _ => $"GPU {index}, CUDA or else OpenCL,",
    };

    private static string There(GpuInfo[] found) => found.Length > 0 ? $"This machine has: {string.Join("; ", found.AsEnumerable())}."
        : "This machine has none: no CUDA driver (libcuda) with a device, and no OpenCL driver with a device of OpenCL 2.0, or 3.0 with generic addresses, was found.";
}
