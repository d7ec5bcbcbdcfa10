namespace Engine;

/// <summary>Reads a pair of IDX files, images and labels, as MNIST and the sets made after it come.</summary>
internal static class LabelledImages
{
    private const int Classes = 10;

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

    /// <summary>0 … 255 to 0 … 1.</summary>
    private static float[] Scale(byte[] pixels)
    {
        var grey = Enumerable.Range(0, 256).Select(value => value / 255f).ToArray();
        return Array.ConvertAll(pixels, pixel => grey[pixel]);
    }

    private static string Locate(string folder, string name)
    {
        var (packed, plain) = (Path.Combine(folder, name + ".gz"), Path.Combine(folder, name));
        return File.Exists(packed) ? packed : File.Exists(plain) ? plain
            : throw new FileNotFoundException($"There is neither {Path.GetFullPath(packed)} nor the same without .gz.", packed);
    }
}
