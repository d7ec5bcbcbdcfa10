namespace Engine;

/// <summary>
/// The test half of Fashion-MNIST: pictures of clothes in MNIST's format. The repository holds these 10,000 images only,
/// as data unlike the digits that a model was trained on; there is no training half to load.
/// Xiao, Rasul, Vollgraf, <i>Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms</i>, 2017.
/// </summary>
public sealed class FashionMnist
{
    private FashionMnist(string folder) => Test = LabelledImages.Load(folder, "t10k");

    /// <summary>10,000 images, 1,000 of each class.</summary>
    public Dataset Test { get; }

    /// <summary>What the labels 0 … 9 mean.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>Reads the two test files, gzipped or not.</summary>
    /// <param name="folder">Where they are; null for the repository's <c>data/fashion-mnist</c>.</param>
    /// <exception cref="DirectoryNotFoundException">The folder is not there.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message names file, byte and reason.</exception>
    public static FashionMnist Load(string? folder = null) => new(DataFolder.Find("fashion-mnist", folder));
}
