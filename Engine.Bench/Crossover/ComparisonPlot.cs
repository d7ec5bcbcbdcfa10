using Engine.Bench.Targets;
using Engine.Models;
using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace Engine.Bench.Crossover;

/// <summary>A comparison as one picture: a panel for each kernel with time against size, both logarithmic, and where the lines cross.</summary>
public static class ComparisonPlot
{
    private const int PanelWidth = 520, PanelHeight = 360, MostColumns = 5;

    /// <summary>Writes the PNG file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, Comparison comparison)
    {
        KernelCase[] kernels = [.. comparison.Kernels];
        var columns = Math.Min(MostColumns, kernels.Length);
        var rows = (kernels.Length + columns - 1) / columns;
        var panels = new Multiplot { Layout = new Grid(rows, columns) };
        panels.RemovePlot(panels.GetPlot(0));
        foreach (var kernel in kernels) panels.AddPlot(Panel(comparison, kernel));
        var picture = panels.Render(columns * PanelWidth, rows * PanelHeight).GetImageBytes(ImageFormat.Png, quality: 100);
        foreach (var panel in panels.GetPlots()) panel.Dispose();
        PngFile.Write(path, picture);
    }

    private static Plot Panel(Comparison comparison, KernelCase kernel)
    {
        var plot = CurvePlot.DrawLogarithmic(kernel.Name, kernel.IsProduct ? "side" : "elements", "microseconds",
            [.. comparison.Devices.Select(device => Curve(device, comparison.Of(kernel, device))).Where(curve => curve.X.Length > 0)]);
        foreach (var device in comparison.Devices.Where(device => device != Target.Processor))
            if (comparison.Crossover(kernel, device) is { } size) Mark(plot, $"{device} from {SizeText.Of(kernel, size)}", size);
        plot.Legend.Alignment = Alignment.LowerRight;         // where times, which grow with size, leave room
        return plot;
    }

    private static (string Name, double[] X, double[] Y) Curve(string device, IReadOnlyList<KernelPoint> points) =>
        (device, [.. points.Select(point => (double)point.Size)], [.. points.Select(point => 1e3 * point.Milliseconds)]);

    private static void Mark(Plot plot, string text, int size)
    {
        var line = plot.Add.VerticalLine(Math.Log10(size), width: 1, color: Colors.Gray, pattern: LinePattern.Dashed);
        line.LegendText = text;
    }
}
