using SkiaSharp;

namespace Engine.Models;

/// <summary>Printed letters as images in the manner of MNIST's digits, for a model that knows digits only to be asked about.</summary>
public static class Letters
{
    /// <summary>Share of an image's side that the longer side of its letter takes: MNIST's digits fill 20 of 28 pixels.</summary>
    private const float Fill = 20f / 28;

    /// <summary>One image a letter: white ink on black, centred, turned about the centre.</summary>
    /// <param name="letters">The letters; each must leave ink.</param>
    /// <param name="degrees">How far each is turned clockwise; empty for upright.</param>
    /// <param name="size">Pixels across and down.</param>
    /// <returns>[letters, size·size], 0 black to 1 white.</returns>
    /// <exception cref="ArgumentException">There is no letter, one leaves no ink, or there are not as many angles.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public static Tensor Draw(string letters, ReadOnlySpan<double> degrees = default, int size = 28)
    {
        Require.Positive(size, nameof(size));
        if (letters.Length == 0) throw new ArgumentException("There is no letter to draw.", nameof(letters));
        if (degrees.Length > 0 && degrees.Length != letters.Length) throw new ArgumentException($"{degrees.Length} angles were given for {letters.Length} letters; expected as many.", nameof(degrees));
        using var typeface = EmbeddedFont.Create();
        using var bitmap = new SKBitmap(new SKImageInfo(size, size, SKColorType.Gray8));
        using var canvas = new SKCanvas(bitmap);
        var images = new float[letters.Length * size * size];
        for (var i = 0; i < letters.Length; i++)
        {
            canvas.ResetMatrix();
            canvas.Clear(SKColors.Black);
            canvas.RotateDegrees(degrees.Length > 0 ? (float)degrees[i] : 0, size / 2f, size / 2f);
            Ink(canvas, typeface, letters[i].ToString(), size);
            canvas.Flush();
            var pixels = bitmap.GetPixelSpan();
            for (var y = 0; y < size; y++)
                for (var x = 0; x < size; x++) images[(i * size + y) * size + x] = pixels[y * bitmap.RowBytes + x] / 255f;
        }
        return Tensor.From(images, [letters.Length, size * size]);
    }

    private static void Ink(SKCanvas canvas, SKTypeface typeface, string letter, int size)
    {
        using var font = new SKFont(typeface, 100);
        font.MeasureText(letter, out var box);
        if (box.Width <= 0 || box.Height <= 0) throw new ArgumentException($"'{letter}' leaves no ink.", nameof(letter));
        font.Size = 100 * Fill * size / Math.Max(box.Width, box.Height);
        font.MeasureText(letter, out box);
        using var paint = new SKPaint { Color = SKColors.White, IsAntialias = true };
        canvas.DrawText(letter, size / 2f - box.MidX, size / 2f - box.MidY, SKTextAlign.Left, font, paint);
    }
}
