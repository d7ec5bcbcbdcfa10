namespace Engine.Models;

/// <summary>Makes pictures of tensors.</summary>
public static class Pictures
{
    /// <summary>The grey between the images, which are mostly black or mostly white.</summary>
    private const byte GapGrey = 96;

    private const long MostPixels = 100_000_000;

    /// <summary>Images side by side, row by row. 0 is black, 1 is white, numbers outside are clamped.</summary>
    /// <param name="images">[N, height·width] or [N, height, width].</param>
    /// <param name="columns">Images in a row; 0 for as many as make the grid about square.</param>
    /// <param name="width">Pixels across one image; 0 to see it from the shape, where [N, features] is taken as square images.</param>
    /// <param name="height">Pixels down one image; 0 likewise.</param>
    /// <param name="scale">Side of the square that a pixel becomes.</param>
    /// <param name="gap">Pixels of the picture between and around the images.</param>
    /// <exception cref="ArgumentException">The shape is not that of images, there are none, or there is a NaN among the numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of pixels is not one.</exception>
    public static Picture Grid(Tensor images, int columns = 0, int width = 0, int height = 0, int scale = 2, int gap = 2)
    {
        NotNegative(columns, nameof(columns));
        NotNegative(width, nameof(width));
        NotNegative(height, nameof(height));
        NotNegative(gap, nameof(gap));
        Require.Positive(scale, nameof(scale));
        (height, width) = ImageSize(images, height, width);
        var count = images.Shape[0];
        columns = Math.Min(count, columns > 0 ? columns : (int)Math.Ceiling(Math.Sqrt(count)));
        var rows = (count + columns - 1) / columns;
        var (across, down) = (Side(columns, width, scale, gap), Side(rows, height, scale, gap));
        if ((Int128)across * down > MostPixels) throw new ArgumentException($"{count} images of shape {images.Shape} at scale {scale} would make {across} × {down} pixels; a picture has at most {MostPixels}.", nameof(images));
        return new((int)across, (int)down, Draw(Greys(images, width * height), columns, height, width, scale, gap, (int)across, (int)down));
    }

    private static void NotNegative(int value, string name)
    {
        if (value < 0) throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0, not {value}.");
    }

    private static long Side(long images, long pixels, long scale, long gap) => images * (pixels * scale + gap) + gap;

    private static (int Height, int Width) ImageSize(Tensor images, int height, int width)
    {
        var shape = images.Shape;
        if (shape.Rank is not (2 or 3) || shape.Elements == 0) throw new ArgumentException($"images has shape {shape}; expected [N, height·width] or [N, height, width], with at least one pixel.", nameof(images));
        var (givenHeight, givenWidth) = (height, width);
        if (shape.Rank == 3)
        {
            (height, width) = (shape[1], shape[2]);
            if ((givenHeight > 0 && givenHeight != height) || (givenWidth > 0 && givenWidth != width))
                throw new ArgumentException($"images has shape {shape}, which is not that of images {givenHeight} high and {givenWidth} wide.", nameof(images));
            return (height, width);
        }
        var features = shape[1];
        if (height == 0 && width == 0) height = width = (int)Math.Round(Math.Sqrt(features));
        else if (height == 0) height = features / width;
        else if (width == 0) width = features / height;
        if ((long)height * width != features)
            throw new ArgumentException($"images has shape {shape}: {features} pixels are not an image {height} high and {width} wide. Give width and height.", nameof(images));
        return (height, width);
    }

    private static byte[] Greys(Tensor images, int features)
    {
        var values = images.ToArray();
        var bad = Array.FindIndex(values, float.IsNaN);
        if (bad >= 0) throw new ArgumentException($"images of shape {images.Shape} holds NaN, first in image {bad / features} at pixel {bad % features}.", nameof(images));
        return Array.ConvertAll(values, value => (byte)MathF.Round(255 * Math.Clamp(value, 0f, 1f)));
    }

    private static byte[] Draw(byte[] greys, int columns, int height, int width, int scale, int gap, int across, int down)
    {
        var pixels = new byte[across * down];
        Array.Fill(pixels, GapGrey);
        for (var line = 0; line < greys.Length / width; line++)         // one line of pixels of one image
        {
            var (image, y) = (line / height, line % height);
            var left = gap + image % columns * (width * scale + gap);
            var top = gap + image / columns * (height * scale + gap) + y * scale;
            var first = pixels.AsSpan(top * across + left, width * scale);
            for (var x = 0; x < width; x++) first.Slice(x * scale, scale).Fill(greys[line * width + x]);
            for (var repeat = 1; repeat < scale; repeat++) first.CopyTo(pixels.AsSpan((top + repeat) * across + left));
        }
        return pixels;
    }
}
