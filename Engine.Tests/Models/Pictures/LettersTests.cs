using Engine.Models;

namespace Engine.Tests.Models.Images;

public sealed class LettersTests
{
    private static float[] Draw(string letters, double[]? degrees = null, int size = 28) => Letters.Draw(letters, degrees ?? [], size).ToArray();

    [Fact]
    public void A_letter_is_white_on_black_in_the_middle_20_of_28_pixels()
    {
        var image = Draw("H");
        Assert.Equal(784, image.Length);
        Assert.All(image, pixel => Assert.InRange(pixel, 0, 1));
        var inked = Enumerable.Range(0, 784).Where(i => image[i] > 0.1).ToArray();
        Assert.InRange(inked.Max(i => i / 28) - inked.Min(i => i / 28) + 1, 19, 22);
        Assert.InRange(inked.Average(i => i / 28), 13, 14);
        Assert.InRange(inked.Average(i => i % 28), 13, 14);
        Assert.True(image[0] == 0 && image.Max() > 0.9f);
    }

    [Fact]
    public void A_quarter_turn_moves_each_pixel_clockwise()
    {
        var (upright, turned) = (Draw("L"), Draw("L", [90]));
        for (var y = 0; y < 28; y++)
            for (var x = 0; x < 28; x++) Assert.Equal(upright[y * 28 + x], turned[x * 28 + 27 - y], 0.35f);
        Assert.True(upright.Zip(turned, (a, b) => Math.Abs(a - b)).Sum() > 30);
    }

    [Fact]
    public void Each_letter_has_its_image_and_angle()
    {
        var both = Draw("AT", [0, 30], size: 20);
        Assert.Equal([.. Draw("A", size: 20), .. Draw("T", [30], size: 20)], both);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Assert.Contains("no letter", Assert.Throws<ArgumentException>(() => Draw("")).Message, StringComparison.Ordinal);
        Assert.Contains("' ' leaves no ink", Assert.Throws<ArgumentException>(() => Draw(" ")).Message, StringComparison.Ordinal);
        Assert.Contains("1 angles were given for 2 letters", Assert.Throws<ArgumentException>(() => Draw("AB", [1])).Message, StringComparison.Ordinal);
        Assert.Contains("size", Assert.Throws<ArgumentOutOfRangeException>(() => Draw("A", size: 0)).Message, StringComparison.Ordinal);
    }
}
