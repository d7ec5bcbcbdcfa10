namespace Engine.Tests.Data;

/// <summary>Tables with given splits, read from the files in which they were published, and standardized by their training rows.</summary>
public sealed class SplitTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Four rows and four columns: a target, a feature, one that is not used and a constant feature; two splits.</summary>
    private void Write()
    {
        Write("data.txt", " 10 1  7 5\n 20\t2 7 5\n30 3 7 5 \n\n40 6 7 5\n");
        Write("index_features.txt", "1\n3\n");
        Write("index_target.txt", "0\n");
        Write("n_splits.txt", "2\n");
        Write("index_test_0.txt", "3\n");
        Write("index_test_1.txt", "2\n0\n");
    }

    private void Write(string name, string text) => File.WriteAllText(folder.File(name), text);

    [Fact]
    public void Rows_are_split_and_scaled_by_those_to_train_on()
    {
        Write();
        var table = SplitTable.Load(folder.Path);
        Assert.Equal((4, 2, 2), (table.Count, table.Features, table.Splits));
        var split = table.Split(0);
        // Features 1, 2, 3 and targets 10, 20, 30: means 2 and 20, deviations √⅔ and 10·√⅔.
        var unit = Math.Sqrt(2.0 / 3);
        Assert.Equal((20, 10 * unit), (split.TargetMean, split.TargetDeviation));
        AssertClose([-1 / unit, 0, 0, 0, 1 / unit, 0], split.Train.Images());
        AssertClose([-1 / unit, 0, 1 / unit], split.Train.Labels());
        AssertClose([4 / unit, 0], split.Test.Images());
        AssertClose([2 / unit], split.Test.Labels());
    }

    [Fact]
    public void Test_rows_come_in_the_order_of_their_file()
    {
        Write();
        var split = SplitTable.Load(folder.Path).Split(1);
        // Rows 1 and 3 train: targets 20 and 40.
        Assert.Equal((30, 10), (split.TargetMean, split.TargetDeviation));
        AssertClose([0, -2], split.Test.Labels());
        AssertClose([-0.5, 0, -1.5, 0], split.Test.Images());
    }

    [Fact]
    public void A_constant_column_whose_mean_is_rounded_becomes_zero()
    {
        Write();
        Write("data.txt", "1 1 0 0.1\n2 2 0 0.1\n3 3 0 0.1\n4 4 0 0.1\n");
        var constant = SplitTable.Load(folder.Path).Split(0).Train.Images().ToDoubles();
        Assert.All([constant[1], constant[3], constant[5]], value => Assert.Equal(0, value, 1e-15));
    }

    [Theory]
    [InlineData("data.txt", "1 2 3 4\n1 2 3\n", "line 2")]
    [InlineData("data.txt", "1 2 3 4\n1 x 3 4\n", "'x'")]
    [InlineData("data.txt", "1 2 3 nan\n", "'nan'")]
    [InlineData("data.txt", "", "empty")]
    [InlineData("index_features.txt", "1\n4\n", "column 4")]
    [InlineData("index_features.txt", "1\n1\n", "twice")]
    [InlineData("index_features.txt", "0\n", "target")]
    [InlineData("index_target.txt", "0\n2\n", "2 columns")]
    [InlineData("n_splits.txt", "0\n", "at least one")]
    [InlineData("index_test_1.txt", "4\n", "row 4")]
    [InlineData("index_test_1.txt", "1.5\n", "row 1.5")]
    [InlineData("index_test_1.txt", "0 1 2 3\n", "none to train on")]
    public void Damaged_files_are_named_with_the_reason(string file, string text, string reason)
    {
        Write();
        Write(file, text);
        var error = Assert.Throws<InvalidDataException>(() => SplitTable.Load(folder.Path));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Assert.Contains("nowhere", Assert.Throws<DirectoryNotFoundException>(() => SplitTable.Load(folder.File("nowhere"))).Message, StringComparison.Ordinal);
        Write();
        Assert.Throws<ArgumentOutOfRangeException>(() => SplitTable.Load(folder.Path).Split(2));
        File.Delete(folder.File("index_test_1.txt"));
        Assert.Contains("index_test_1.txt", Assert.Throws<FileNotFoundException>(() => SplitTable.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static void AssertClose(double[] expected, Tensor actual)
    {
        var values = actual.ToDoubles();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], values[i], 1e-6);
    }
}
