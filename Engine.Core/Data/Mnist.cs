namespace Engine;

/// <summary>
/// MNIST: handwritten digits, 28 × 28 grey pixels, 60,000 to train on and 10,000 to test.
/// LeCun, Bottou, Bengio, Haffner, <i>Gradient-based learning applied to document recognition</i>, Proc. IEEE 1998.
/// </summary>
public sealed class Mnist
{
    private Mnist(string folder) => (Train, Test) = (LabelledImages.Load(folder, "train"), LabelledImages.Load(folder, "t10k"));

    /// <summary>60,000 images.</summary>
    public Dataset Train { get; }

    /// <summary>10,000 images, by other writers.</summary>
    public Dataset Test { get; }

    /// <summary>Reads the four files, gzipped or not: <c>train-images-idx3-ubyte</c> and so on.</summary>
    /// <param name="folder">Where they are; null for the repository's <c>data/mnist</c>.</param>
    /// <exception cref="DirectoryNotFoundException">The folder is not there.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message names file, byte and reason.</exception>
    public static Mnist Load(string? folder = null) => new(DataFolder.Find("mnist", folder));
}
