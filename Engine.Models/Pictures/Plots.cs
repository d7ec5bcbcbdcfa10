using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Engine.Models;

/// <summary>Plots as PNG files, the same bytes for the same numbers; text is in a font that comes with the library.</summary>
public static class Plots
{
    private static readonly Color Ink = Color.FromHex("#333333");

    /// <summary>Colours that are told apart by colour-blind readers too: Okabe and Ito, <i>Color Universal Design</i>, 2008.</summary>
    private static readonly Color[] Hues =
        [.. new[] { "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000" }.Select(hex => Color.FromHex(hex))];

    /// <summary>Curves in one pair of axes, such as a learning curve. Points that are not finite are left out.</summary>
    /// <param name="path">The PNG file; folders on the way are made.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="xLabel">Below it, with the unit.</param>
    /// <param name="yLabel">Beside it, with the unit.</param>
    /// <param name="series">Name for the legend, and as many x as y.</param>
    /// <exception cref="ArgumentException">There are no series, none has a finite point, or one has not as many x as y.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Lines(string path, string title, string xLabel, string yLabel, params (string Name, double[] X, double[] Y)[] series)
    {
        using var plot = Curves(title, xLabel, yLabel, series);
        Write(path, plot);
    }

    /// <summary>Curves in axes of which both are logarithmic, such as time against size. Only points above 0 are shown.</summary>
    /// <inheritdoc cref="Lines"/>
    public static void LogLines(string path, string title, string xLabel, string yLabel, params (string Name, double[] X, double[] Y)[] series)
    {
        using var plot = LogPlot(title, xLabel, yLabel, series);
        Write(path, plot);
    }

    /// <summary>What <see cref="LogLines"/> writes, for more to be drawn into; its coordinates are decimal logarithms.</summary>
    internal static Plot LogPlot(string title, string xLabel, string yLabel, (string Name, double[] X, double[] Y)[] series)
    {
        var logarithms = Array.ConvertAll(series, one => (one.Name, Array.ConvertAll(one.X, Math.Log10), Array.ConvertAll(one.Y, Math.Log10)));
        var plot = Curves(title, xLabel, yLabel, logarithms);
        plot.Axes.Bottom.TickGenerator = PowersOfTen();
        plot.Axes.Left.TickGenerator = PowersOfTen();
        plot.Legend.Alignment = Alignment.UpperLeft;
        return plot;
    }

    /// <summary>Ticks at 0.1, 1, 10, …, with small ones at their multiples between.</summary>
    private static NumericAutomatic PowersOfTen() => new()
    {
        MinorTickGenerator = new LogMinorTickGenerator(),
        IntegerTicksOnly = true,
        LabelFormatter = power => Math.Pow(10, power).ToString("#,0.######", CultureInfo.InvariantCulture),
    };

    private static void Write(string path, Plot plot) => PngFile.Write(path, plot.GetImageBytes(900, 560, ImageFormat.Png));

    private static Plot Curves(string title, string xLabel, string yLabel, (string Name, double[] X, double[] Y)[] series)
    {
        foreach (var (name, x, y) in series)
            if (x.Length != y.Length) throw new ArgumentException($"Series '{name}' has {x.Length} x and {y.Length} y; expected as many.", nameof(series));
        var finite = Array.ConvertAll(series, one => Finite(one.X, one.Y));
        if (!finite.Any(points => points.Length > 0)) throw new ArgumentException($"There is nothing to plot: {series.Length} series without a finite point.", nameof(series));
        var plot = Start(title, xLabel, yLabel);
        for (var i = 0; i < series.Length; i++)
        {
            if (finite[i].Length == 0) continue;
            var line = plot.Add.Scatter(finite[i], Hues[i % Hues.Length]);
            line.LegendText = series[i].Name;
            line.LineWidth = 2;
            line.MarkerSize = finite[i].Length <= 40 ? 6 : 0;
        }
        plot.Axes.Left.MinimumSize = 72;         // the label's letters reach over the edge without
        plot.Grid.MajorLineColor = Color.FromHex("#E6E6E6");
        plot.Legend.FontName = EmbeddedFont.Name;
        plot.Legend.OutlineColor = Color.FromHex("#CCCCCC");
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.ShowLegend(Alignment.UpperRight);
        return plot;
    }

    /// <summary>A table of counts as a heat map with the numbers in it, such as a confusion matrix.</summary>
    /// <param name="path">The PNG file; folders on the way are made.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="counts">Numbers ≥ 0; the first row is drawn at the top. Colour goes with the square root, so that few show.</param>
    /// <param name="labels">Names of the rows and, the same, of the columns.</param>
    /// <param name="rows">What the rows are.</param>
    /// <param name="columns">What the columns are.</param>
    /// <exception cref="ArgumentException">The table is not square or not of the labels' size, or a number is negative or not finite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Matrix(string path, string title, double[,] counts, string[] labels, string rows = "true", string columns = "predicted")
    {
        var size = labels.Length;
        if (size == 0 || counts.GetLength(0) != size || counts.GetLength(1) != size)
            throw new ArgumentException($"counts is {counts.GetLength(0)} × {counts.GetLength(1)} for {size} labels; expected as many rows and columns as labels, at least 1.", nameof(counts));
        foreach (var count in counts)
            if (!(count >= 0 && double.IsFinite(count))) throw new ArgumentException($"counts holds {count}; expected numbers ≥ 0.", nameof(counts));
        using var plot = Start(title, columns, rows);
        var most = Math.Max(counts.Cast<double>().Max(), double.Epsilon);
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
                Cell(plot, column, size - 1 - row, counts[row, column], Math.Sqrt(counts[row, column] / most));
        var places = Enumerable.Range(0, size).Select(i => (double)i).ToArray();
        plot.Axes.Bottom.SetTicks(places, labels);
        plot.Axes.Left.SetTicks(places, [.. labels.Reverse()]);
        plot.Axes.Bottom.MajorTickStyle.Length = plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickLabelStyle.FontSize = plot.Axes.Left.TickLabelStyle.FontSize = 14;
        var letters = labels.Max(label => label.Length);
        plot.Axes.Left.MinimumSize = 40 + 9 * letters;
        if (letters > 5) Upright(plot.Axes.Bottom, letters);
        plot.Axes.SetLimits(-0.5, size - 0.5, -0.5, size - 0.5);
        plot.HideGrid();
        var side = Math.Clamp(150 + 58 * size, 420, 2000);
        PngFile.Write(path, plot.GetImageBytes(side, side, ImageFormat.Png));
    }

    /// <summary>Turns long names under narrow columns, with room for them.</summary>
    private static void Upright(IAxis axis, int letters)
    {
        axis.TickLabelStyle.Rotation = -90;
        axis.TickLabelStyle.Alignment = Alignment.MiddleRight;
        axis.MinimumSize = 40 + 9 * letters;
    }

    private static Plot Start(string title, string xLabel, string yLabel)
    {
        EmbeddedFont.Register();
        var plot = new Plot();
        plot.Font.Set(EmbeddedFont.Name);
        plot.Title(title, 18);
        plot.XLabel(xLabel, 15);
        plot.YLabel(yLabel, 15);
        foreach (var label in new[] { plot.Axes.Title.Label, plot.Axes.Bottom.Label, plot.Axes.Left.Label })
        {
            label.FontName = EmbeddedFont.Name;
            label.Bold = false;
            label.ForeColor = Ink;
        }
        plot.Axes.Color(Ink);
        return plot;
    }

    /// <summary>One cell: white for none to dark blue for the most, and its number.</summary>
    private static void Cell(Plot plot, int x, int y, double count, double depth)
    {
        var box = plot.Add.Rectangle(x - 0.5, x + 0.5, y - 0.5, y + 0.5);
        box.FillColor = Colors.White.InterpolateRgb(Color.FromHex("#08519C"), depth);
        box.LineColor = Color.FromHex("#E6E6E6");
        var text = plot.Add.Text(count.ToString("0.##", CultureInfo.InvariantCulture), x, y);
        text.LabelFontName = EmbeddedFont.Name;
        text.LabelFontSize = 14;
        text.LabelFontColor = count == 0 ? Color.FromHex("#BBBBBB") : depth > 0.55 ? Colors.White : Ink;
        text.LabelAlignment = Alignment.MiddleCenter;
    }

    private static Coordinates[] Finite(double[] x, double[] y) =>
        [.. x.Zip(y).Where(point => double.IsFinite(point.First) && double.IsFinite(point.Second)).Select(point => new Coordinates(point.First, point.Second))];
}
