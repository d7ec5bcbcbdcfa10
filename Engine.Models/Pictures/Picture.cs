using SkiaSharp;

namespace Engine.Models;

/// <summary>A grey picture: one byte a pixel, 0 black to 255 white, row by row from the top.</summary>
public sealed class Picture
{
    private readonly byte[] pixels;

    internal Picture(int width, int height, byte[] pixels) => (Width, Height, this.pixels) = (width, height, pixels);

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>The pixels, row by row from the top.</summary>
    public ReadOnlySpan<byte> Pixels => pixels;

    /// <summary>Writes a PNG file; folders on the way are made, and a file that is there is replaced at once.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => PngFile.Write(path, Encode());

    private byte[] Encode()
    {
        using var image = SKImage.FromPixelCopy(new SKImageInfo(Width, Height, SKColorType.Gray8), pixels);
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }
}
