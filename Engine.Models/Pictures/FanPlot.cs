using ScottPlot;

namespace Engine.Models;

/// <summary>Functions drawn from a posterior, their mean and ±2 standard deviations, and the data that they were learnt from.</summary>
internal static class FanPlot
{
    private const int MostFunctions = 40;

    public static void Write(string path, string title, string xLabel, string yLabel, double[] x, double[][] functions, (double[] X, double[] Y) data, double[]? truth)
    {
        if (x.Length < 2) throw new ArgumentException($"x has {x.Length} points; a curve needs at least 2.", nameof(x));
        if (functions.Length == 0) throw new ArgumentException("There is no function to plot.", nameof(functions));
        foreach (var function in truth is null ? functions : [.. functions, truth])
            if (function.Length != x.Length) throw new ArgumentException($"A function has {function.Length} values for {x.Length} points x; expected as many.", nameof(functions));
        if (data.X.Length != data.Y.Length) throw new ArgumentException($"The data have {data.X.Length} x and {data.Y.Length} y; expected as many.", nameof(data));
        using var plot = PlotFrame.Start(title, xLabel, yLabel);
        Spread(plot, x, functions);
        if (truth is not null) Curve(plot, x, truth, Colors.Black, 1.5f, "the true function").LinePattern = LinePattern.Dashed;
        var points = plot.Add.ScatterPoints(data.X, data.Y, PlotFrame.Hues[6]);
        points.MarkerSize = 5;
        points.LegendText = "data";
        PlotFrame.ShowLegend(plot, Alignment.UpperLeft);
        plot.Axes.SetLimitsX(x.Min(), x.Max());
        PlotFrame.Write(path, plot);
    }

    private static void Spread(Plot plot, double[] x, double[][] functions)
    {
        var mean = new double[x.Length];
        var deviation = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            mean[i] = functions.Average(function => function[i]);
            deviation[i] = Math.Sqrt(functions.Average(function => (function[i] - mean[i]) * (function[i] - mean[i])));
        }
        var band = plot.Add.FillY(x, [.. mean.Zip(deviation, (m, s) => m - 2 * s)], [.. mean.Zip(deviation, (m, s) => m + 2 * s)]);
        band.FillColor = PlotFrame.Hues[5].WithAlpha(0.3);
        band.LineColor = Colors.Transparent;
        band.LegendText = "mean ± 2 standard deviations";
        for (var k = 0; k < Math.Min(MostFunctions, functions.Length); k++)
            Curve(plot, x, functions[k], PlotFrame.Hues[0].WithAlpha(0.3), 1, k == 0 ? "sampled functions" : "");
        Curve(plot, x, mean, PlotFrame.Hues[1], 3, "their mean");
    }

    private static ScottPlot.Plottables.Scatter Curve(Plot plot, double[] x, double[] y, Color color, float width, string name)
    {
        var curve = plot.Add.ScatterLine(x, y, color);
        curve.LineWidth = width;
        curve.LegendText = name;
        return curve;
    }
}
