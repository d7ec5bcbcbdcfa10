using CsCheck;
using Engine.Models;
using SkiaSharp;

namespace Engine.Tests.Models.Images;

public sealed class GridTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pixels_stand_where_they_should()
    {
        var picture = Pictures.Grid(Tensor.From([0f, 1, 0.5f, 2, -1, 1], [3, 1, 2]), columns: 2, scale: 1, gap: 1);
        Assert.Equal((7, 5), (picture.Width, picture.Height));
        Assert.Equal<byte>([
            96, 96, 96, 96, 96, 96, 96,
            96, 0, 255, 96, 128, 255, 96,
            96, 96, 96, 96, 96, 96, 96,
            96, 0, 255, 96, 96, 96, 96,
            96, 96, 96, 96, 96, 96, 96], picture.Pixels.ToArray());
    }

    [Fact]
    public void Every_pixel_of_every_image_is_a_square_of_its_grey() =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[0, 4], Gen.Select(Gen.Int[1, 3], Gen.Int[0, 3])).Sample((count, height, width, columns, sizes) =>
        {
            var (scale, gap) = sizes;
            var values = Tensor.Rand([count, height, width], 1);
            var picture = Pictures.Grid(values, columns, scale: scale, gap: gap);
            var inRow = (picture.Width - gap) / (width * scale + gap);
            Assert.Equal(columns == 0 ? (int)Math.Ceiling(Math.Sqrt(count)) : Math.Min(columns, count), inRow);
            var greys = values.ToArray();
            for (var i = 0; i < greys.Length; i++)
            {
                var (image, y, x) = (i / (height * width), i / width % height, i % width);
                var left = gap + image % inRow * (width * scale + gap) + x * scale;
                var top = gap + image / inRow * (height * scale + gap) + y * scale;
                for (var pixel = 0; pixel < scale * scale; pixel++)
                    Assert.Equal((byte)MathF.Round(greys[i] * 255), picture.Pixels[(top + pixel / scale) * picture.Width + left + pixel % scale]);
            }
        }, iter: 100, threads: 1);

    [Fact]
    public void A_saved_picture_has_the_same_pixels_and_the_same_bytes_each_time()
    {
        var picture = Pictures.Grid(Mnist.Load().Test.Take(20).Images(), columns: 10);
        Assert.Equal((10 * 58 + 2, 2 * 58 + 2), (picture.Width, picture.Height));
        picture.Save(folder.File("out/a.png"));
        picture.Save(folder.File("out/b.png"));
        Assert.Equal(File.ReadAllBytes(folder.File("out/a.png")), File.ReadAllBytes(folder.File("out/b.png")));
        using var bitmap = SKBitmap.Decode(folder.File("out/a.png"));
        Assert.Equal((picture.Width, picture.Height), (bitmap.Width, bitmap.Height));
        Assert.Equal(picture.Pixels.ToArray(), bitmap.Pixels.Select(color => color.Red));
    }

    [Fact]
    public void Wrong_shapes_and_numbers_are_named()
    {
        static string Message(Action make) => Assert.ThrowsAny<ArgumentException>(make).Message;
        Assert.Contains("[3]", Message(() => Pictures.Grid(Tensor.Zeros([3]))));
        Assert.Contains("[0, 4]", Message(() => Pictures.Grid(Tensor.Zeros([0, 4]))));
        Assert.Contains("[2, 6]: 6 pixels are not an image 2 high and 2 wide", Message(() => Pictures.Grid(Tensor.Zeros([2, 6]))));
        Assert.Contains("4 wide", Message(() => Pictures.Grid(Tensor.Zeros([2, 6]), width: 4)));
        Assert.Contains("3 wide", Message(() => Pictures.Grid(Tensor.Zeros([2, 2, 2]), width: 3)));
        Assert.Contains("image 1 at pixel 2", Message(() => Pictures.Grid(Tensor.From([0f, 0, 0, 0, 0, 0, float.NaN, 0], [2, 4]))));
        Assert.Contains("scale", Message(() => Pictures.Grid(Tensor.Zeros([1, 4]), scale: 0)));
        Assert.Contains("gap", Message(() => Pictures.Grid(Tensor.Zeros([1, 4]), gap: -1)));
        Assert.Contains("columns", Message(() => Pictures.Grid(Tensor.Zeros([1, 4]), columns: -1)));
        Assert.Contains("at most", Message(() => Pictures.Grid(Tensor.Zeros([1, 4]), scale: int.MaxValue)));
        Assert.Equal(3 * 2 + 4, Pictures.Grid(Tensor.Zeros([1, 6]), width: 3).Width);
    }
}
