using Engine.Bench.Limits;
using Engine.Bench.Targets;
using Engine.Devices.Cpu;
using Engine.Gpu;
using ILGPU.Runtime;

namespace Engine.Bench.Crossover;

/// <summary>The best that a device does, as measured on it.</summary>
/// <param name="Device">A target's name.</param>
/// <param name="Gigabytes">A large copy in memory, read and written together, in 10⁹ bytes a second.</param>
/// <param name="Gigaflops">Float multiply-adds, in 10⁹ operations a second.</param>
public sealed record DevicePeaks(string Device, double Gigabytes, double Gigaflops)
{
    /// <summary>Far more than any cache holds: 256 MiB an array. The emulator's memory is the host's.</summary>
    private const int CopyElements = 1 << 26, EmulatedElements = 1 << 20;

    /// <summary>Measures them.</summary>
    /// <param name="target">The device's name, and for the processor its threads.</param>
    /// <param name="device">It, opened.</param>
    /// <param name="time">How.</param>
    public static DevicePeaks Measure(Target target, Device device, SteadyTime time)
    {
        if (device is CpuDevice cpu && MachineLimits.Of(cpu.Threads) is var limits)
            return new(target.Name, limits.Bandwidths[(Access.Copy, MemoryLevel.Memory)], limits.Gigaflops);
        var gpu = (GpuDevice)device;
        return new(target.Name, Copy(gpu, time, target.IsEmulated ? EmulatedElements : CopyElements), GpuFmaChains.Gigaflops(gpu, time));
    }

    /// <summary>Where a product is faster than the chain of multiply-adds (drivers for processors vectorise not every loop), it is the peak.</summary>
    public DevicePeaks With(IEnumerable<KernelPoint> points) => this with
    {
        Gigaflops = points.Where(point => point.Device == Device).Select(point => point.Gigaflops).Append(Gigaflops).Max(),
    };

    /// <summary>The driver's own copy, not a kernel.</summary>
    private static double Copy(GpuDevice device, SteadyTime time, int size)
    {
        using Tensor x = Tensor.Zeros([size], device), y = Tensor.Zeros([size], device);
        var (from, to) = (((GpuStorage)x.Memory).View.SubView(0, size), ((GpuStorage)y.Memory).View.SubView(0, size));
        return 2.0 * sizeof(float) * size / time.Measure(() => from.CopyTo(device.Launcher.Queue, to), device.Synchronize) / 1e6;
    }
}
