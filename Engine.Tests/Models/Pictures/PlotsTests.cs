using Engine.Models;
using SkiaSharp;

namespace Engine.Tests.Models.Images;

public sealed class PlotsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static readonly double[] X = [1, 2, 3];
    private static readonly double[] Y = [5, 2, 1];

    [Fact]
    public void The_embedded_font_leaves_dark_pixels()
    {
        using var typeface = EmbeddedFont.Create();
        Assert.Equal("DejaVu Sans", typeface.FamilyName);
        using var bitmap = new SKBitmap(200, 50);
        using (var canvas = new SKCanvas(bitmap))
        using (var font = new SKFont(typeface, 30))
        using (var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true })
        {
            canvas.Clear(SKColors.White);
            canvas.DrawText("nats −1", 5, 40, SKTextAlign.Left, font, paint);
        }
        Assert.InRange(bitmap.Pixels.Count(color => color.Red < 64), 300, 3000);
    }

    [Fact]
    public void A_plots_text_is_drawn_in_the_embedded_font()
    {
        Assert.True(DarkPixels("WWWWWWWWWW", rows: 40) > DarkPixels(".", rows: 40) + 200);
        Assert.Equal("DejaVu Sans", ScottPlot.Fonts.GetTypeface(EmbeddedFont.Name, bold: false, italic: false).FamilyName);
        Assert.Equal("DejaVu Sans", ScottPlot.Fonts.GetTypeface(EmbeddedFont.Name, bold: true, italic: false).FamilyName);
    }

    [Fact]
    public void The_same_numbers_give_the_same_bytes()
    {
        Plots.Lines(folder.File("a.png"), "t", "x", "y", ("train", X, Y), ("test", X, X));
        Plots.Lines(folder.File("b.png"), "t", "x", "y", ("train", X, Y), ("test", X, X));
        Assert.Equal(File.ReadAllBytes(folder.File("a.png")), File.ReadAllBytes(folder.File("b.png")));
        Plots.Matrix(folder.File("c.png"), "t", new double[,] { { 3, 1 }, { 0, 4 } }, ["a", "b"]);
        Plots.Matrix(folder.File("d.png"), "t", new double[,] { { 3, 1 }, { 0, 4 } }, ["a", "b"]);
        Assert.Equal(File.ReadAllBytes(folder.File("c.png")), File.ReadAllBytes(folder.File("d.png")));
    }

    [Fact]
    public void Logarithmic_axes_show_what_is_above_zero()
    {
        Plots.LogLines(folder.File("a.png"), "t", "x", "y", ("power", [1, 10, 100], [0.1, 10, 1000]));
        Plots.LogLines(folder.File("b.png"), "t", "x", "y", ("power", [0, 1, 10, -2, 100], [5, 0.1, 10, 3, 1000]));
        Plots.Lines(folder.File("c.png"), "t", "x", "y", ("power", [1, 10, 100], [0.1, 10, 1000]));
        Assert.Equal(File.ReadAllBytes(folder.File("a.png")), File.ReadAllBytes(folder.File("b.png")));
        Assert.NotEqual(File.ReadAllBytes(folder.File("a.png")), File.ReadAllBytes(folder.File("c.png")));
        Assert.Contains("1 series without a finite point", Assert.Throws<ArgumentException>(() => Plots.LogLines(folder.File("d.png"), "t", "x", "y", ("none", [0], [1]))).Message, StringComparison.Ordinal);
    }

    /// <summary>Two classes far apart: each has its colour where it lies and in the legend, a class beyond ten that of another.</summary>
    [Fact]
    public void Classes_of_points_have_their_colours()
    {
        var points = Tensor.Of([[0, 0], [0.1, 0.1], [10, 10], [double.NaN, 3]]);
        Plots.Scatter(folder.File("a.png"), "t", points, Tensor.Of([0, 0, 1, 1]));
        Plots.Scatter(folder.File("b.png"), "t", points, Tensor.Of([0, 0, 1, 5]));
        Assert.Equal(File.ReadAllBytes(folder.File("a.png")), File.ReadAllBytes(folder.File("b.png")));
        using var bitmap = SKBitmap.Decode(folder.File("a.png"));
        var (pixels, width) = (bitmap.Pixels, bitmap.Width);
        int Count(string hue, Func<int, int, bool> where) => Enumerable.Range(0, pixels.Length).Count(i => pixels[i] == SKColor.Parse(hue) && where(i % width, i / width));
        Assert.True(Count("#3F90DA", (x, y) => x < 400 && y > 400) > 20);
        Assert.Equal(0, Count("#3F90DA", (x, y) => x < 750 && y < 300));
        Assert.True(Count("#FFA90E", (x, y) => x is > 400 and < 740 && y < 300) > 10);
        Assert.True(Count("#FFA90E", (x, y) => x > 740) > 10);
        Assert.Contains("[3, 4]", Assert.Throws<ArgumentException>(() => Plots.Scatter(folder.File("c.png"), "t", Tensor.Ones([3, 4]), Tensor.Ones([3]))).Message, StringComparison.Ordinal);
        Assert.Contains("[2]", Assert.Throws<ArgumentException>(() => Plots.Scatter(folder.File("c.png"), "t", points, Tensor.Ones([2]))).Message, StringComparison.Ordinal);
        Assert.Contains("none of them finite", Assert.Throws<ArgumentException>(() => Plots.Scatter(folder.File("c.png"), "t", Tensor.Full([1, 2], double.NaN), Tensor.Ones([1]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_counts_are_darkest_and_the_first_row_is_at_the_top()
    {
        Plots.Matrix(folder.File("m.png"), "", new double[,] { { 0, 100 }, { 25, 0 } }, ["a", "b"]);
        using var bitmap = SKBitmap.Decode(folder.File("m.png"));
        double Light(double x, double y) => bitmap.GetPixel((int)(bitmap.Width * x), (int)(bitmap.Height * y)).Red;
        Assert.True(Light(0.7, 0.2) < Light(0.35, 0.7));
        Assert.True(Light(0.35, 0.7) < Light(0.35, 0.2));
    }

    [Fact]
    public void Points_that_are_not_finite_are_left_out()
    {
        Plots.Lines(folder.File("a.png"), "t", "x", "y", ("train", [1, 2, 3], [5, double.NaN, 1]), ("test", [1, 2], [double.PositiveInfinity, double.NaN]));
        Plots.Lines(folder.File("b.png"), "t", "x", "y", ("train", [1, 3], [5, 1]));
        Assert.Equal(File.ReadAllBytes(folder.File("b.png")), File.ReadAllBytes(folder.File("a.png")));
    }

    [Fact]
    public void Wrong_arguments_are_named_and_nothing_is_written()
    {
        var path = folder.File("x.png");
        Assert.Contains("'train' has 3 x and 2 y", Assert.Throws<ArgumentException>(() => Plots.Lines(path, "t", "x", "y", ("train", X, [1, 2]))).Message);
        Assert.Contains("nothing to plot", Assert.Throws<ArgumentException>(() => Plots.Lines(path, "t", "x", "y")).Message);
        Assert.Contains("nothing to plot", Assert.Throws<ArgumentException>(() => Plots.Lines(path, "t", "x", "y", ("train", [1], [double.NaN]))).Message);
        Assert.Contains("counts is 1 × 2 for 2 labels", Assert.Throws<ArgumentException>(() => Plots.Matrix(path, "t", new double[1, 2], ["a", "b"])).Message);
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => Plots.Matrix(path, "t", new double[,] { { -1 } }, ["a"])).Message);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_table_of_zeros_is_drawn()
    {
        Plots.Matrix(folder.File("x.png"), "t", new double[1, 1], ["a"]);
        Assert.True(File.Exists(folder.File("x.png")));
    }

    private int DarkPixels(string title, int rows)
    {
        Plots.Lines(folder.File("t.png"), title, "", "", ("", X, Y));
        using var bitmap = SKBitmap.Decode(folder.File("t.png"));
        return Enumerable.Range(0, rows * bitmap.Width).Count(i => bitmap.GetPixel(i % bitmap.Width, i / bitmap.Width).Red < 128);
    }
}
