using System.Security.Cryptography;

namespace Engine.Tests.Data;

public sealed class MnistTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("mnist", "train-images-idx3-ubyte.gz", "f68b3c2dcbeaaa9fbdd348bbdeb94873")]
    [InlineData("mnist", "train-labels-idx1-ubyte.gz", "d53e105ee54ea40749a09fcbcd1e9432")]
    [InlineData("mnist", "t10k-images-idx3-ubyte.gz", "9fb629c4189551a2d022fa330f9573f3")]
    [InlineData("mnist", "t10k-labels-idx1-ubyte.gz", "ec29112dd5afa0611ce80d1b7f02629c")]
    [InlineData("fashion-mnist", "t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79")]
    [InlineData("fashion-mnist", "t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310")]
    public void Files_are_the_published_ones(string set, string file, string md5)
    {
#pragma warning disable CA5351 // the publishers' checksum, not a signature
        Assert.Equal(md5, Convert.ToHexStringLower(MD5.HashData(File.ReadAllBytes(Path.Combine(DataFolder.Find(set), file)))));
#pragma warning restore CA5351
    }

    [Fact]
    public void Mnist_has_its_counts_its_mean_and_its_first_digits()
    {
        var mnist = Mnist.Load();
        Assert.Equal((60_000, 28, 28, 784), (mnist.Train.Count, mnist.Train.Width, mnist.Train.Height, mnist.Train.Features));
        Assert.Equal(10_000, mnist.Test.Count);
        var mean = mnist.Train.Batches(6000, device: Device.Reference).Average(batch => batch.Images.ToDoubles().Average());
        Assert.Equal(0.130660, mean, 6);
        Assert.Equal([5, 0, 4, 1, 9], mnist.Train.Take(5).Labels().ToDoubles());
        Assert.Equal([7, 2, 1, 0, 4], mnist.Test.Take(5).Labels().ToDoubles());
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
            mnist.Train.Labels().ToArray().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
            mnist.Test.Labels().ToArray().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
    }

    [Fact]
    public void Fashion_mnist_has_a_thousand_of_each_class()
    {
        var labels = FashionMnist.Load().Test.Labels().ToArray();
        Assert.Equal(Enumerable.Repeat(1000, 10), labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal(["Ankle boot", "Pullover", "Trouser"], labels[..3].Select(label => FashionMnist.ClassNames[(int)label]));
    }

    [Fact]
    public void Pixels_are_scaled_to_1_and_plain_files_are_read_too()
    {
        Write(IdxBytes.Of([2, 1, 3], [0, 51, 255, 1, 2, 3]), IdxBytes.Of([2], [9, 0]));
        var test = FashionMnist.Load(folder.Path).Test;
        Assert.Equal((2, 3, 1), (test.Count, test.Width, test.Height));
        Assert.Equal([0, 0.2f, 1, 1 / 255f, 2 / 255f, 3 / 255f], test.Images().ToArray());
        Assert.Equal([9, 0], test.Labels().ToArray());
    }

    [Fact]
    public void Labels_out_of_range_and_counts_that_differ_are_errors()
    {
        Write(IdxBytes.Of([2, 1, 1], [0, 0]), IdxBytes.Of([2], [9, 10]));
        AssertDamaged("t10k-labels-idx1-ubyte, byte 9: label 1 is 10; expected 0 to 9");
        Write(IdxBytes.Of([2, 1, 1], [0, 0]), IdxBytes.Of([3], [9, 8, 7]));
        AssertDamaged("t10k-labels-idx1-ubyte, byte 4: it has 3 labels for the 2 images");
        Write(IdxBytes.Of([2, 1], [0, 0]), IdxBytes.Of([2], [9, 8]));
        AssertDamaged("t10k-images-idx3-ubyte, byte 3: it has 2 axes");
        Write(IdxBytes.Of([2, 1, 1], [0, 0]), IdxBytes.Of([2, 1], [9, 8]));
        AssertDamaged("t10k-labels-idx1-ubyte, byte 3: it has 2 axes");
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("train-images-idx3-ubyte.gz", Assert.Throws<FileNotFoundException>(() => Mnist.Load(folder.Path)).Message);

    private void Write(byte[] images, byte[] labels)
    {
        folder.Write("t10k-images-idx3-ubyte", images);
        folder.Write("t10k-labels-idx1-ubyte", labels);
    }

    private void AssertDamaged(string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => FashionMnist.Load(folder.Path)).Message);
}
