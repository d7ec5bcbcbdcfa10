using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Engine.Models;

/// <summary>Curves through points, on plain or logarithmic axes. More than a few have their names beside the axes, not over curves.</summary>
internal static class CurvePlot
{
    private const int FewCurves = 4;

    public static Plot Draw(string title, string xLabel, string yLabel, (string Name, double[] X, double[] Y)[] series)
    {
        foreach (var (name, x, y) in series)
            if (x.Length != y.Length) throw new ArgumentException($"Series '{name}' has {x.Length} x and {y.Length} y; expected as many.", nameof(series));
        var finite = Array.ConvertAll(series, one => Finite(one.X, one.Y));
        if (!finite.Any(points => points.Length > 0)) throw new ArgumentException($"There is nothing to plot: {series.Length} series without a finite point.", nameof(series));
        var plot = PlotFrame.Start(title, xLabel, yLabel);
        for (var i = 0; i < series.Length; i++)
        {
            if (finite[i].Length == 0) continue;
            var line = plot.Add.Scatter(finite[i], PlotFrame.Hues[i % PlotFrame.Hues.Length]);
            line.LegendText = series[i].Name;
            line.LineWidth = 2;
            line.LinePattern = i < PlotFrame.Hues.Length ? LinePattern.Solid : LinePattern.Dashed;
            line.MarkerSize = finite[i].Length <= 40 ? 6 : 0;
        }
        if (series.Length > FewCurves) PlotFrame.ShowLegendBeside(plot);
        else PlotFrame.ShowLegend(plot, EmptiestCorner([.. finite.SelectMany(points => points)]));
        return plot;
    }

    /// <summary>Where a legend hides fewest points: of equals the first, from the upper right on.</summary>
    private static Alignment EmptiestCorner(Coordinates[] points)
    {
        var (left, right) = (points.Min(point => point.X), points.Max(point => point.X));
        var (bottom, top) = (points.Min(point => point.Y), points.Max(point => point.Y));
        int Hidden(double x, double y) => points.Count(point => Math.Abs(point.X - x) <= 0.3 * (right - left) && Math.Abs(point.Y - y) <= 0.25 * (top - bottom));
        (Alignment Place, int Hides)[] corners =
        [
            (Alignment.UpperRight, Hidden(right, top)), (Alignment.UpperLeft, Hidden(left, top)),
            (Alignment.LowerRight, Hidden(right, bottom)), (Alignment.LowerLeft, Hidden(left, bottom)),
        ];
        return corners.MinBy(corner => corner.Hides).Place;
    }

    /// <summary>Both axes logarithmic; the plot's coordinates are decimal logarithms.</summary>
    public static Plot DrawLogarithmic(string title, string xLabel, string yLabel, (string Name, double[] X, double[] Y)[] series)
    {
        var logarithms = Array.ConvertAll(series, one => (one.Name, Array.ConvertAll(one.X, Math.Log10), Array.ConvertAll(one.Y, Math.Log10)));
        var plot = Draw(title, xLabel, yLabel, logarithms);
        plot.Axes.Bottom.TickGenerator = PowersOfTen();
        plot.Axes.Left.TickGenerator = PowersOfTen();
        return plot;
    }

    /// <summary>Ticks at 0.1, 1, 10, …, with small ones at their multiples between.</summary>
    private static NumericAutomatic PowersOfTen() => new()
    {
        MinorTickGenerator = new LogMinorTickGenerator(),
        IntegerTicksOnly = true,
        LabelFormatter = power => Math.Pow(10, power).ToString("#,0.######", CultureInfo.InvariantCulture),
    };

    private static Coordinates[] Finite(double[] x, double[] y) =>
        [.. x.Zip(y).Where(point => double.IsFinite(point.First) && double.IsFinite(point.Second)).Select(point => new Coordinates(point.First, point.Second))];
}
