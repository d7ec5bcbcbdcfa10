using System.Globalization;
using ScottPlot;

namespace Engine.Models;

/// <summary>A square table of counts as a heat map with the numbers in it.</summary>
internal static class MatrixPlot
{
    private static readonly Color Deep = Color.FromHex("#08519C");

    public static void Write(string path, string title, double[,] counts, string[] labels, string rows, string columns)
    {
        var size = labels.Length;
        if (size == 0 || counts.GetLength(0) != size || counts.GetLength(1) != size)
            throw new ArgumentException($"counts is {counts.GetLength(0)} × {counts.GetLength(1)} for {size} labels; expected as many rows and columns as labels, at least 1.", nameof(counts));
        foreach (var count in counts)
            if (!(count >= 0 && double.IsFinite(count))) throw new ArgumentException($"counts holds {count}; expected numbers ≥ 0.", nameof(counts));
        using var plot = PlotFrame.Start(title, columns, rows);
        var most = Math.Max(counts.Cast<double>().Max(), double.Epsilon);
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
                Cell(plot, column, size - 1 - row, counts[row, column].ToString("0.##", CultureInfo.InvariantCulture), Math.Sqrt(counts[row, column] / most));
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
        PlotFrame.Write(path, plot, side, side);
    }

    /// <summary>One cell of side 1 about a point: white for depth 0 to dark blue for 1, and its text.</summary>
    public static void Cell(Plot plot, double x, double y, string content, double depth)
    {
        var box = plot.Add.Rectangle(x - 0.5, x + 0.5, y - 0.5, y + 0.5);
        box.FillColor = Colors.White.InterpolateRgb(Deep, depth);
        box.LineColor = PlotFrame.Faint;
        var text = plot.Add.Text(content, x, y);
        text.LabelFontName = EmbeddedFont.Name;
        text.LabelFontSize = 14;
        text.LabelFontColor = depth == 0 ? Color.FromHex("#BBBBBB") : depth > 0.55 ? Colors.White : PlotFrame.Ink;
        text.LabelAlignment = Alignment.MiddleCenter;
    }

    /// <summary>Turns long names under narrow columns, with room for them.</summary>
    private static void Upright(IAxis axis, int letters)
    {
        axis.TickLabelStyle.Rotation = -90;
        axis.TickLabelStyle.Alignment = Alignment.MiddleRight;
        axis.MinimumSize = 40 + 9 * letters;
    }
}
