using ScottPlot;
using SkiaSharp;

namespace Engine.Models;

/// <summary>What all plots have in common: empty axes in the embedded font, colours, and the way to a PNG.</summary>
internal static class PlotFrame
{
    public static readonly Color Ink = Color.FromHex("#333333");

    public static readonly Color Faint = Color.FromHex("#E6E6E6");

    /// <summary>Colours that are told apart by colour-blind readers too: Okabe and Ito, <i>Color Universal Design</i>, 2008; the last one, a grey, is added.</summary>
    public static readonly Color[] Hues =
        [.. new[] { "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442", "#8C8C8C" }.Select(hex => Color.FromHex(hex))];

    private const int TitleHeight = 44;

    /// <summary>Empty axes.</summary>
    public static Plot Start(string title, string xLabel, string yLabel)
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
        plot.Axes.Left.MinimumSize = 72;         // the label's letters reach over the edge without
        plot.Grid.MajorLineColor = Faint;
        return plot;
    }

    /// <summary>Names of the colours, inside the axes.</summary>
    public static void ShowLegend(Plot plot, Alignment place)
    {
        StyleLegend(plot);
        plot.ShowLegend(place);
    }

    /// <summary>Names of the colours to the right of the axes, where nothing is drawn.</summary>
    public static void ShowLegendBeside(Plot plot)
    {
        StyleLegend(plot);
        plot.ShowLegend(Edge.Right);
    }

    private static void StyleLegend(Plot plot)
    {
        plot.Legend.FontName = EmbeddedFont.Name;
        plot.Legend.OutlineColor = Color.FromHex("#CCCCCC");
        plot.Legend.ShadowColor = Colors.Transparent;
    }

    /// <summary>One plot as a file.</summary>
    public static void Write(string path, Plot plot, int width = 900, int height = 560) => PngFile.Write(path, plot.GetImageBytes(width, height, ImageFormat.Png));

    /// <summary>Plots side by side under one title, each of the given size.</summary>
    public static void Write(string path, string title, IReadOnlyList<Plot> panels, int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(panels.Count * width, TitleHeight + height));
        surface.Canvas.Clear(SKColors.White);
        for (var i = 0; i < panels.Count; i++)
        {
            using var panel = SKSurface.Create(new SKImageInfo(width, height));     // a plot clears all that it is drawn on
            panels[i].Render(panel.Canvas, width, height);
            surface.Canvas.DrawSurface(panel, i * width, TitleHeight);
        }
        using (var typeface = EmbeddedFont.Create())
        using (var font = new SKFont(typeface, 18))
        using (var paint = new SKPaint { Color = new SKColor(Ink.R, Ink.G, Ink.B), IsAntialias = true })
            surface.Canvas.DrawText(title, panels.Count * width / 2f, 28, SKTextAlign.Center, font, paint);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        PngFile.Write(path, png.ToArray());
    }
}
