namespace Engine;

/// <summary>Reads a pair of IDX files, images and labels, as MNIST and the sets made after it come.</summary>
internal static class LabelledImages
{
    private const int Classes = 10;

    /// <summary>Pixels that one thread converts at a time.</summary>
    private const int Part = 1 << 20;

    /// <param name="folder">Where the files are.</param>
    /// <param name="part">How their names begin: <c>train</c> or <c>t10k</c>.</param>
    public static Dataset Load(string folder, string part)
    {
        var (imagePath, labelPath) = (Locate(folder, $"{part}-images-idx3-ubyte"), Locate(folder, $"{part}-labels-idx1-ubyte"));
        var (images, labels) = (IdxFile.Read(imagePath), IdxFile.Read(labelPath));
        if (images.Lengths.Length != 3) throw DamagedFile.At(imagePath, 3, $"it has {images.Lengths.Length} axes; images have 3: count, height, width.");
        if (labels.Lengths.Length != 1) throw DamagedFile.At(labelPath, 3, $"it has {labels.Lengths.Length} axes; labels have 1.");
        if (images.Lengths[0] != labels.Lengths[0]) throw DamagedFile.At(labelPath, 4, $"it has {labels.Lengths[0]} labels for the {images.Lengths[0]} images of {imagePath}.");
        var wrong = labels.Values.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(Classes - 1));
        if (wrong >= 0) throw DamagedFile.At(labelPath, 8 + wrong, $"label {wrong} is {labels.Values[wrong]}; expected 0 to {Classes - 1}.");
        return new(Scale(images.Values), Array.ConvertAll(labels.Values, label => (float)label), images.Lengths[0], images.Lengths[2], images.Lengths[1]);
    }

    /// <summary>0 … 255 to 0 … 1, on all cores: most of the time goes to memory that is touched for the first time.</summary>
    private static float[] Scale(byte[] pixels)
    {
        var grey = Enumerable.Range(0, 256).Select(value => value / 255f).ToArray();
        var scaled = GC.AllocateUninitializedArray<float>(pixels.Length);
        var parts = (pixels.Length + Part - 1) / Part;
        Parallel.For(0, parts, part => LookUp(grey, pixels.AsSpan()[(part * Part)..], scaled.AsSpan()[(part * Part)..]));
        return scaled;
    }

    private static void LookUp(float[] grey, ReadOnlySpan<byte> pixels, Span<float> scaled)
    {
        var count = Math.Min(Part, pixels.Length);
        for (var i = 0; i < count; i++) scaled[i] = grey[pixels[i]];
    }

    private static string Locate(string folder, string name)
    {
        var (packed, plain) = (Path.Combine(folder, name + ".gz"), Path.Combine(folder, name));
        return File.Exists(packed) ? packed : File.Exists(plain) ? plain
            : throw new FileNotFoundException($"There is neither {Path.GetFullPath(packed)} nor the same without .gz.", packed);
    }
}
