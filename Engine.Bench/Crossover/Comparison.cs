using Engine.Bench.Targets;

namespace Engine.Bench.Crossover;

/// <summary>Kernels measured on several devices.</summary>
/// <param name="Points">All of them.</param>
/// <param name="Peaks">What each device does at best, in the devices' order.</param>
/// <param name="Overheads">What a call costs on each.</param>
/// <param name="LeftOut">What was not measured and why.</param>
public sealed record Comparison(IReadOnlyList<KernelPoint> Points, IReadOnlyList<DevicePeaks> Peaks, IReadOnlyList<LaunchOverhead> Overheads, IReadOnlyList<string> LeftOut)
{
    /// <summary>Measures one device after the other.</summary>
    /// <param name="targets">The devices.</param>
    /// <param name="kernels">What runs on them.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told each device and kernel.</param>
    public static Comparison Measure(IReadOnlyList<Target> targets, IReadOnlyList<KernelCase> kernels, SweepOptions options, Action<string> progress)
    {
        List<KernelPoint> points = [];
        List<DevicePeaks> peaks = [];
        List<LaunchOverhead> overheads = [];
        List<string> leftOut = [];
        foreach (var target in targets)
        {
            var device = target.Open();
            using var closed = device as IDisposable;
            progress($"{target.Name}: peaks");
            peaks.Add(DevicePeaks.Measure(target, device, options.Time));
            device.Trim();
            overheads.Add(LaunchOverhead.Measure(target.Name, device, options.Time));
            var sweep = new Sweep(target, device, options);
            foreach (var kernel in kernels)
            {
                progress($"{target.Name}: {kernel.Name}");
                points.AddRange(sweep.Run(kernel));
            }
            leftOut.AddRange(sweep.LeftOut);
        }
        return new(points, [.. peaks.Select(peak => peak.With(points))], overheads, leftOut);
    }

    /// <summary>The devices' names.</summary>
    public IEnumerable<string> Devices => Peaks.Select(peaks => peaks.Device);

    /// <summary>The kernels, in the order of measurement.</summary>
    public IEnumerable<KernelCase> Kernels => Points.Select(point => point.Kernel).Distinct();

    /// <summary>A kernel's points on a device.</summary>
    public IReadOnlyList<KernelPoint> Of(KernelCase kernel, string device) => [.. Points.Where(point => point.Kernel == kernel && point.Device == device)];

    /// <summary>A device's share of its peak in a point.</summary>
    public double? Share(KernelPoint point) => point.Share(Peaks.Single(peaks => peaks.Device == point.Device));

    /// <summary>The smallest size from which on a device is faster than the processor at every size that both were measured at; null if there is none.</summary>
    public int? Crossover(KernelCase kernel, string device) => CrossoverSize.Of(Of(kernel, Target.Processor), Of(kernel, device));
}
