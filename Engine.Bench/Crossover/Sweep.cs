using System.Diagnostics;
using System.Globalization;
using Engine.Bench.Targets;

namespace Engine.Bench.Crossover;

/// <summary>Measures kernels at growing sizes on one device.</summary>
/// <param name="target">The device's name.</param>
/// <param name="device">It, opened.</param>
/// <param name="options">How.</param>
public sealed class Sweep(Target target, Device device, SweepOptions options)
{
    private readonly List<string> leftOut = [];

    /// <summary>What was not measured and why, a sentence each.</summary>
    public IReadOnlyList<string> LeftOut => leftOut;

    /// <summary>The points of a kernel, up to the size that would take too long or too much memory.</summary>
    public IReadOnlyList<KernelPoint> Run(KernelCase kernel)
    {
        List<KernelPoint> points = [];
        foreach (var size in options.Sizes(kernel, target.IsEmulated))
        {
            if (points is [.., var last] && Expected(last, size) is var seconds && seconds > options.RepetitionLimit)
            {
                leftOut.Add(string.Create(CultureInfo.InvariantCulture, $"{target.Name}: {kernel.Name} from {SizeText.Of(kernel, size)} on would take {seconds:F1} s a repetition."));
                break;
            }
            if (Measure(kernel, size, warmUp: points.Count == 0) is not { } point) break;
            points.Add(point);
            device.Trim();
        }
        return points;
    }

    /// <summary>Seconds of a repetition at a larger size, by the work.</summary>
    private static double Expected(KernelPoint point, int size)
    {
        var (before, after) = (point.Kernel.Work(point.Size), point.Kernel.Work(size));
        var growth = point.Kernel.IsProduct ? after.Flops / before.Flops : after.Elements / before.Elements;
        return point.Milliseconds / 1e3 * growth;
    }

    /// <summary>Null, with a note, if the device has not the memory.</summary>
    private KernelPoint? Measure(KernelCase kernel, int size, bool warmUp)
    {
        using var scope = new Scope();
        try
        {
            var step = kernel.Prepare(device, size);
            if (warmUp) WarmUp(step);
            return new(kernel, size, target.Name, options.Time.Measure(step, device.Synchronize));
        }
        catch (InsufficientMemoryException error)
        {
            leftOut.Add($"{target.Name}: {kernel.Name} from {SizeText.Of(kernel, size)} on: {error.Message}");
        }
        return null;
    }

    private void WarmUp(Action step)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < options.WarmUp)
        {
            step();
            device.Synchronize();
        }
    }
}
