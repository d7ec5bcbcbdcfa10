using System.Globalization;
using ScottPlot;

namespace Engine.Models;

/// <summary>Reliability diagrams: what came true against what was claimed. Guo et al., <i>On Calibration of Modern Neural Networks</i>, ICML 2017, fig. 1.</summary>
internal static class ReliabilityPlot
{
    public static void Write(string path, string title, (string Name, IReadOnlyList<CalibrationBin> Bins)[] diagrams)
    {
        if (diagrams.Length == 0) throw new ArgumentException("There is no diagram to plot.", nameof(diagrams));
        foreach (var (name, bins) in diagrams)
            if (bins.Sum(bin => bin.Count) == 0) throw new ArgumentException($"Diagram '{name}' has no prediction in its {bins.Count} bins.", nameof(diagrams));
        var plots = Array.ConvertAll(diagrams, diagram => Panel(diagram.Name, diagram.Bins));
        ShowKey(plots[0]);
        try { PlotFrame.Write(path, title, plots, 380, 420); }
        finally { foreach (var plot in plots) plot.Dispose(); }
    }

    private static Plot Panel(string name, IReadOnlyList<CalibrationBin> bins)
    {
        var all = (double)bins.Sum(bin => bin.Count);
        var error = bins.Sum(bin => bin.Count * bin.Gap) / all;
        var plot = PlotFrame.Start(string.Create(CultureInfo.InvariantCulture, $"{name}: ECE {100 * error:0.0} %"), "confidence", "accuracy, and share of answers");
        foreach (var bin in bins.Where(bin => bin.Count > 0)) Bars(plot, bin, bin.Count / all);
        var diagonal = plot.Add.Line(0, 0, 1, 1);
        diagonal.Color = PlotFrame.Ink;
        diagonal.LinePattern = LinePattern.Dashed;
        plot.Axes.SetLimits(0, 1, 0, 1);
        return plot;
    }

    /// <summary>What was claimed and came true, the gap between the two, and in front how many answers the bin stands for.</summary>
    private static void Bars(Plot plot, CalibrationBin bin, double share)
    {
        Bar(plot, bin.Low, bin.High, 0, Math.Min(bin.Accuracy, bin.Confidence), PlotFrame.Hues[0].WithAlpha(0.55));
        Bar(plot, bin.Low, bin.High, bin.Accuracy, bin.Confidence, PlotFrame.Hues[bin.Confidence > bin.Accuracy ? 1 : 2].WithAlpha(0.55));
        var inset = (bin.High - bin.Low) * 0.38;
        Bar(plot, bin.Low + inset, bin.High - inset, 0, share, PlotFrame.Hues[6]);
    }

    private static void Bar(Plot plot, double left, double right, double from, double to, Color color)
    {
        var bar = plot.Add.Rectangle(left, right, Math.Min(from, to), Math.Max(from, to));
        bar.FillColor = color;
        bar.LineColor = Colors.White;
        bar.LineWidth = 0.5f;
    }

    private static void ShowKey(Plot plot)
    {
        Key(plot, "claimed and true", PlotFrame.Hues[0]);
        Key(plot, "claimed too much", PlotFrame.Hues[1]);
        Key(plot, "claimed too little", PlotFrame.Hues[2]);
        Key(plot, "share of answers", PlotFrame.Hues[6]);
        PlotFrame.ShowLegend(plot, Alignment.UpperLeft);
    }

    private static void Key(Plot plot, string name, Color color) =>
        plot.Legend.ManualItems.Add(new LegendItem { LabelText = name, FillColor = color, LineColor = Colors.Transparent, LabelFontName = EmbeddedFont.Name });
}
