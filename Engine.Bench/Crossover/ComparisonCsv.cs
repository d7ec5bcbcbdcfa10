using System.Globalization;

namespace Engine.Bench.Crossover;

/// <summary>A comparison as comma-separated values.</summary>
public static class ComparisonCsv
{
    /// <summary>The first line.</summary>
    public const string Header = "kernel,size,device,milliseconds,gigabytes_s,gigaflops,share_of_peak";

    /// <summary>One line a point.</summary>
    public static string Of(Comparison comparison) => string.Concat(comparison.Points.Select(point => Line(point, comparison.Share(point))).Prepend(Header + "\n"));

    private static string Line(KernelPoint point, double? share) => string.Create(CultureInfo.InvariantCulture,
        $"{point.Kernel.Name},{point.Size},{point.Device},{point.Milliseconds:G6},{point.Gigabytes:G5},{point.Gigaflops:G5},{share:G4}\n");
}
