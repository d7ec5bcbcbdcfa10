using Engine.Models;
using SkiaSharp;

namespace Engine.Tests.Models.Images;

public sealed class UncertaintyPlotsTests : IDisposable
{
    private static readonly SKColor Blue = SKColor.Parse("#0072B2");
    private static readonly SKColor Orange = SKColor.Parse("#D55E00");
    private static readonly SKColor Green = SKColor.Parse("#009E73");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Path => folder.File("x.png");

    [Fact]
    public void A_histogram_is_where_its_values_are_and_panels_share_the_axes()
    {
        Plots.Histograms(Path, "t", "x", 10, ("", [("low", [0, 0.1, 0.2]), ("high", [9.8, 9.9, 10])]));
        using var one = SKBitmap.Decode(Path);
        Assert.InRange(MeanX(one, Blue), 0.05, 0.25);
        Assert.InRange(MeanX(one, Orange), 0.85, 0.99);

        Plots.Histograms(Path, "t", "x", 10, ("a", [("low", [0, 0.1, 0.2])]), ("b", [("high", [9.8, 9.9, 10])]));
        using var two = SKBitmap.Decode(Path);
        Assert.Equal(760, two.Width);
        Assert.True(Count(two, Blue, 0, 0.25) > 100 && Count(two, Blue, 0.2, 0.35) == 0 && Count(two, Blue, 0.55, 0.75) == 0 && Count(two, Blue, 0.9, 0.99) > 100);
    }

    [Fact]
    public void The_height_is_the_share_of_the_series_whatever_its_length_and_infinities_are_left_out()
    {
        Plots.Histograms(folder.File("a.png"), "t", "x", 4, ("", [("v", [0, 0, 1, 4])]));
        Plots.Histograms(folder.File("b.png"), "t", "x", 4, ("", [("v", [0, 0, 1, 4, 0, 0, 1, 4, double.PositiveInfinity, double.NaN])]));
        Assert.Equal(File.ReadAllBytes(folder.File("a.png")), File.ReadAllBytes(folder.File("b.png")));
        Plots.Histograms(folder.File("c.png"), "t", "x", 4, ("", [("v", [0, 0, 0, 1, 4])]));
        Assert.NotEqual(File.ReadAllBytes(folder.File("a.png")), File.ReadAllBytes(folder.File("c.png")));
        Plots.Histograms(folder.File("d.png"), "t", "x", 4, ("", [("v", [3, 3])]));
        Assert.True(File.Exists(folder.File("d.png")));
    }

    [Fact]
    public void Overconfidence_is_orange_and_its_opposite_green()
    {
        CalibrationBin[] Bins(double accuracy) => [new(0.6, 0.8, 10, 0.7, accuracy), new(0.8, 1, 0, 0, 0)];
        Plots.Reliability(Path, "t", ("over", Bins(0.2)), ("under", Bins(1)));
        using var bitmap = SKBitmap.Decode(Path);
        var (orange, green) = (Mixed(Orange), Mixed(Green));
        Assert.True(Near(bitmap, orange, 0, 0.5) > 5 * Near(bitmap, orange, 0.5, 1) + 500);
        Assert.True(Near(bitmap, green, 0.5, 1) > 5 * Near(bitmap, green, 0, 0.5) + 500);
    }

    [Fact]
    public void The_band_is_wide_where_functions_differ()
    {
        double[] x = [0, 1, 2, 3, 4];
        Plots.Fan(Path, "t", "x", "y", x, [[0, 0, 0, 1, 2], [0, 0, 0, -1, -2]], ([0.5, 1.5], [0, 0]), [0, 0, 0, 0, 0]);
        using var bitmap = SKBitmap.Decode(Path);
        var band = Mixed(SKColor.Parse("#56B4E9"), 0.3);
        Assert.True(Near(bitmap, band, 0.75, 0.95) > 10 * Near(bitmap, band, 0.4, 0.5) + 500);
    }

    [Fact]
    public void Answers_show_the_image_above_darker_cells_for_surer_models()
    {
        Plots.Answers(Path, "t", Tensor.From([1f, 1f, 1f, 1f, 0f, 0f, 0f, 0f], [2, 4]), ("a", [("7  99 %", 0.99), ("1  20 %", 0.2)]), ("b", [("7  20 %", 0.2), ("1  99 %", 0.99)]));
        using var bitmap = SKBitmap.Decode(Path);
        double Light(double x, double y) => bitmap.GetPixel((int)(bitmap.Width - 40 - 76 * (2 - x)) + 15, (int)(50 + (bitmap.Height - 80) / 3.0 * y)).Red;
        Assert.True(Light(0, 0.5) > 200 && Light(1, 0.5) < 50, "the white image is first");
        Assert.True(Light(0, 1.3) < Light(1, 1.3) && Light(0, 2.3) > Light(1, 2.3));
    }

    [Fact]
    public void A_legend_stands_where_no_point_is()
    {
        Plots.Lines(Path, "t", "x", "y", ("rising", [0, 1, 2, 3, 4], [0, 0.1, 0.2, 3, 9]));
        using var bitmap = SKBitmap.Decode(Path);
        Assert.True(Count(bitmap, Blue, 0.93, 1) > 5, "the last point is hidden");
    }

    [Fact]
    public void Wrong_arguments_are_named_and_nothing_is_written()
    {
        string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
        Assert.Contains("2 panels without a finite value", Message(() => Plots.Histograms(Path, "t", "x", 4, ("a", []), ("b", [("v", [double.NaN])]))), StringComparison.Ordinal);
        Assert.Contains("bins", Message(() => Plots.Histograms(Path, "t", "x", 0, ("a", [("v", [1])]))), StringComparison.Ordinal);
        Assert.Contains("no diagram", Message(() => Plots.Reliability(Path, "t")), StringComparison.Ordinal);
        Assert.Contains("'a' has no prediction in its 1 bins", Message(() => Plots.Reliability(Path, "t", ("a", [new(0, 1, 0, 0, 0)]))), StringComparison.Ordinal);
        Assert.Contains("no function", Message(() => Plots.Fan(Path, "t", "x", "y", [0, 1], [], ([], []))), StringComparison.Ordinal);
        Assert.Contains("3 values for 2 points x", Message(() => Plots.Fan(Path, "t", "x", "y", [0, 1], [[1, 2, 3]], ([], []))), StringComparison.Ordinal);
        Assert.Contains("1 x and 0 y", Message(() => Plots.Fan(Path, "t", "x", "y", [0, 1], [[1, 2]], ([1], []))), StringComparison.Ordinal);
        Assert.Contains("at least 2", Message(() => Plots.Fan(Path, "t", "x", "y", [0], [[1]], ([], []))), StringComparison.Ordinal);
        Assert.Contains("Row 'a' has 1 cells for 2 images", Message(() => Plots.Answers(Path, "t", Tensor.Zeros([2, 4]), ("a", [("", 0)]))), StringComparison.Ordinal);
        Assert.Contains("0 rows", Message(() => Plots.Answers(Path, "t", Tensor.Zeros([2, 4]))), StringComparison.Ordinal);
        Assert.False(File.Exists(Path));
    }

    private static SKColor Mixed(SKColor color, double alpha = 0.55)
    {
        byte Mix(byte part) => (byte)Math.Round(255 + alpha * (part - 255));
        return new(Mix(color.Red), Mix(color.Green), Mix(color.Blue));
    }

    private static IEnumerable<(int X, SKColor Color)> Pixels(SKBitmap bitmap) => bitmap.Pixels.Select((color, i) => (i % bitmap.Width, color));

    private static int Count(SKBitmap bitmap, SKColor color, double from, double to) =>
        Pixels(bitmap).Count(pixel => pixel.Color == color && pixel.X >= from * bitmap.Width && pixel.X < to * bitmap.Width);

    private static int Near(SKBitmap bitmap, SKColor color, double from, double to) => Pixels(bitmap).Count(pixel =>
        pixel.X >= from * bitmap.Width && pixel.X < to * bitmap.Width
        && Math.Abs(pixel.Color.Red - color.Red) + Math.Abs(pixel.Color.Green - color.Green) + Math.Abs(pixel.Color.Blue - color.Blue) < 24);

    private static double MeanX(SKBitmap bitmap, SKColor color) =>
        Pixels(bitmap).Where(pixel => pixel.Color == color).Average(pixel => (double)pixel.X) / bitmap.Width;
}
