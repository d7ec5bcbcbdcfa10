using ScottPlot;

namespace Engine.Models;

/// <summary>Images in a row, and below each what several models make of it.</summary>
internal static class ImageTable
{
    private const int CellSide = 76;

    public static void Write(string path, string title, Tensor images, (string Name, (string Text, double Depth)[] Cells)[] rows)
    {
        var count = images.Rank > 1 ? images.Shape[0] : 0;
        if (count == 0 || rows.Length == 0) throw new ArgumentException($"There is nothing to show: images of shape {images.Shape} and {rows.Length} rows.", nameof(images));
        foreach (var (name, cells) in rows)
            if (cells.Length != count) throw new ArgumentException($"Row '{name}' has {cells.Length} cells for {count} images; expected as many.", nameof(rows));
        using var plot = PlotFrame.Start(title, "", "");
        for (var i = 0; i < count; i++)
        {
            using var image = images.Slice(0, i, 1);
            Picture(plot, i, rows.Length, Pictures.Grid(image, scale: 4, gap: 0));
            for (var row = 0; row < rows.Length; row++)
                MatrixPlot.Cell(plot, i, rows.Length - 1 - row, rows[row].Cells[i].Text, Math.Clamp(rows[row].Cells[i].Depth, 0.001, 1));
        }
        plot.Axes.Left.SetTicks([.. Enumerable.Range(0, rows.Length).Select(row => rows.Length - 1.0 - row)], [.. rows.Select(row => row.Name)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.MinimumSize = 30 + 9 * rows.Max(row => row.Name.Length);
        plot.Axes.Bottom.SetTicks([], []);
        plot.Axes.SetLimits(-0.5, count - 0.5, -0.5, rows.Length + 0.5);
        plot.HideGrid();
        PlotFrame.Write(path, plot, (int)plot.Axes.Left.MinimumSize + 40 + CellSide * count, 80 + CellSide * (rows.Length + 1));
    }

    private static void Picture(Plot plot, double x, double y, Picture picture)
    {
        var greys = new byte[picture.Height, picture.Width];
        for (var i = 0; i < picture.Pixels.Length; i++) greys[i / picture.Width, i % picture.Width] = picture.Pixels[i];
        plot.Add.ImageRect(new Image(greys), new CoordinateRect(x - 0.48, x + 0.48, y - 0.48, y + 0.48));
    }
}
