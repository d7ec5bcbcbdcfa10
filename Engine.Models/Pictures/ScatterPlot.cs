using System.Globalization;
using ScottPlot;

namespace Engine.Models;

/// <summary>Points of several classes, each in its colour; all in the order that they were given, so that no class lies on top.</summary>
internal static class ScatterPlot
{
    private const int Side = 760, LegendWidth = 80;

    /// <summary>Ten colours that are told apart by colour-blind readers too. Petroff, <i>Accessible Color Sequences for Data Visualization</i>, arXiv:2107.02270.</summary>
    private static readonly Color[] hues =
        [.. new[] { "#3F90DA", "#FFA90E", "#BD1F01", "#94A4A2", "#832DB6", "#A96B59", "#E76300", "#B9AC70", "#4B4D52", "#92DADD" }.Select(hex => Color.FromHex(hex))];

    public static void Write(string path, string title, Tensor points, Tensor labels)
    {
        if (points.Rank != 2 || points.Shape[1] != 2) throw new ArgumentException($"points has shape {points.Shape}; expected [points, 2].", nameof(points));
        if (labels.Rank != 1 || labels.Elements != points.Shape[0]) throw new ArgumentException($"labels has shape {labels.Shape}; expected [{points.Shape[0]}].", nameof(labels));
        var (places, classes) = (points.ToDoubles(), labels.ToDoubles());
        var finite = Enumerable.Range(0, classes.Length).Where(i => double.IsFinite(places[2 * i]) && double.IsFinite(places[2 * i + 1])).ToArray();
        if (finite.Length == 0) throw new ArgumentException($"There is nothing to plot: {classes.Length} points, none of them finite.", nameof(points));
        using var plot = PlotFrame.Start(title, "", "");
        var size = Math.Clamp(300 / MathF.Sqrt(finite.Length), 2.5f, 8);
        foreach (var i in finite)
        {
            var marker = plot.Add.Marker(places[2 * i], places[2 * i + 1], MarkerShape.FilledCircle, size, Hue(classes[i]));
            marker.MarkerStyle.LineWidth = 0;
        }
        foreach (var one in finite.Select(i => classes[i]).Distinct().Order())
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = one.ToString(CultureInfo.InvariantCulture), MarkerShape = MarkerShape.FilledCircle, MarkerColor = Hue(one), MarkerSize = 9 });
        PlotFrame.ShowLegendBeside(plot);
        PlotFrame.Write(path, plot, Side + LegendWidth, Side);
    }

    private static Color Hue(double label) => hues[(int)(((long)label % hues.Length + hues.Length) % hues.Length)];
}
