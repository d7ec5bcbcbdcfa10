using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace Engine.Gpu;

/// <summary>An ILGPU context and the devices in it.</summary>
internal sealed class Found : IDisposable
{
    /// <summary>
    /// The emulated multiprocessor: two warps of four threads. Enough to exercise shuffles, barriers and shared memory; every
    /// emulated thread is a thread of the operating system, and a launch costs some 25 µs for each.
    /// </summary>
    private static CPUDevice Emulated => new(numThreadsPerWarp: 4, numWarpsPerMultiprocessor: 2, numMultiprocessors: 1);

    /// <summary>Groups as large as on CUDA, for <see cref="GpuDevice.OpenRecorder"/>.</summary>
    private static CPUDevice Recorded => new(numThreadsPerWarp: 32, numWarpsPerMultiprocessor: GroupLimits.Threads / 32, numMultiprocessors: 1);

    private Found(Context context) => Context = context;

    public Context Context { get; }

    /// <summary>Looks for devices of all kinds; one with a driver that is too old is listed too, with the reason.</summary>
    /// <remarks>Profiling is on for the markers by which an upload's staging memory is known to be free.</remarks>
    public static Found Search() => new(Context.Create(builder => All(builder)));

    /// <summary>The same without ILGPU's optimizations.</summary>
    public static Found Unoptimized() => new(Context.Create(builder => All(builder).Optimize(OptimizationLevel.O0)));

    /// <summary>Only the device for <see cref="GpuDevice.OpenRecorder"/>.</summary>
    public static Found Recorder() => new(Context.Create(builder => builder.CPU(Recorded).Profiling()));

    /// <summary>The devices in ILGPU's order, each with what is known of it.</summary>
    public IReadOnlyList<(GpuInfo Info, ILGPU.Runtime.Device Device)> Devices
    {
        get
        {
            var counts = new int[3];
            return [.. Context.Devices.Select(device => (Describe(device, counts[(int)KindOf(device)]++), device))];
        }
    }

    private static Context.Builder All(Context.Builder builder) => builder.Cuda().OpenCL(_ => true).CPU(Emulated).Profiling();

    private static GpuInfo Describe(ILGPU.Runtime.Device device, int index) =>
        new(KindOf(device), index, device.Name, device.MemorySize, device.NumMultiprocessors, Refusal(device));

    private static GpuKind KindOf(ILGPU.Runtime.Device device) => device.AcceleratorType switch
    {
        AcceleratorType.Cuda => GpuKind.Cuda,
        AcceleratorType.OpenCL => GpuKind.OpenCl,
        _ => GpuKind.Emulated,
    };

    private static string? Refusal(ILGPU.Runtime.Device device) => device is not CLDevice cl ? null
        : !cl.Capabilities.GenericAddressSpace ? $"its driver ({cl.CVersion}) lacks OpenCL's generic address space"
        : !cl.Capabilities.Float64 ? "it has no double precision, in which sums are accumulated"
        : null;

    public void Dispose() => Context.Dispose();
}
