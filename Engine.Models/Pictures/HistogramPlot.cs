using ScottPlot;

namespace Engine.Models;

/// <summary>Histograms over one another in the same bins, and panels of them in the same axes.</summary>
internal static class HistogramPlot
{
    public static void Write(string path, string title, string xLabel, int bins, (string Name, (string Name, double[] Values)[] Series)[] panels)
    {
        Require.Positive(bins, nameof(bins));
        var values = panels.SelectMany(panel => panel.Series).SelectMany(series => series.Values).Where(double.IsFinite).ToArray();
        if (values.Length == 0) throw new ArgumentException($"There is nothing to plot: {panels.Length} panels without a finite value.", nameof(panels));
        var (low, high) = (values.Min(), values.Max());
        if (low == high) (low, high) = (low - 0.5, high + 0.5);
        var shares = Array.ConvertAll(panels, panel => Array.ConvertAll(panel.Series, series => Shares(series.Values, low, high, bins)));
        var most = shares.SelectMany(panel => panel).SelectMany(bars => bars).Max();
        var plots = panels.Select((panel, i) => Panel(panels.Length == 1 && panel.Name.Length == 0 ? title : panel.Name, xLabel, panel.Series, shares[i], low, high, most)).ToArray();
        try
        {
            if (plots.Length > 1 || panels[0].Name.Length > 0) PlotFrame.Write(path, title, plots, 380, 360);
            else PlotFrame.Write(path, plots[0]);
        }
        finally { foreach (var plot in plots) plot.Dispose(); }
    }

    /// <summary>The share of the finite values in each bin; the last bin holds its upper bound.</summary>
    private static double[] Shares(double[] values, double low, double high, int bins)
    {
        var (counts, all) = (new double[bins], 0);
        foreach (var value in values.Where(double.IsFinite))
        {
            counts[Math.Min(bins - 1, (int)((value - low) / (high - low) * bins))]++;
            all++;
        }
        return Array.ConvertAll(counts, count => count / Math.Max(1, all));
    }

    private static Plot Panel(string name, string xLabel, (string Name, double[] Values)[] series, double[][] shares, double low, double high, double most)
    {
        var plot = PlotFrame.Start(name, xLabel, "share in each bin (square root scale)");
        for (var i = 0; i < series.Length; i++)
        {
            var outline = Outline(shares[i], low, high);
            var area = plot.Add.Polygon(outline);
            area.FillColor = PlotFrame.Hues[i % PlotFrame.Hues.Length].WithAlpha(0.35);
            area.LineColor = PlotFrame.Hues[i % PlotFrame.Hues.Length];
            area.LineWidth = 1.5f;
            area.LegendText = series[i].Name;
        }
        double[] ticks = [0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1];
        plot.Axes.Left.SetTicks([.. ticks.Select(Math.Sqrt)], [.. ticks.Select(share => $"{100 * share:0} %")]);
        plot.Axes.SetLimits(low - 0.02 * (high - low), high + 0.02 * (high - low), 0, 1.08 * Math.Sqrt(most));
        PlotFrame.ShowLegend(plot, Alignment.UpperRight);
        return plot;
    }

    /// <summary>The bars' edge, from the axis up and back to it.</summary>
    private static Coordinates[] Outline(double[] shares, double low, double high)
    {
        var width = (high - low) / shares.Length;
        var top = shares.SelectMany((share, bin) => new Coordinates[] { new(low + bin * width, Math.Sqrt(share)), new(low + (bin + 1) * width, Math.Sqrt(share)) });
        return [new(low, 0), .. top, new(high, 0)];
    }
}
