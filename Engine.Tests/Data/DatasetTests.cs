namespace Engine.Tests.Data;

public sealed class DatasetTests
{
    private static readonly float[][] Rows = [[1, 2], [3, 4], [5, 6]];

    [Fact]
    public void Rows_and_labels_come_back()
    {
        var set = Dataset.From(Rows, [7, 8, 9]);
        Assert.Equal((3, 2, 1, 2), (set.Count, set.Width, set.Height, set.Features));
        Assert.Equal([1, 2, 3, 4, 5, 6], set.Images().ToArray());
        Assert.Equal("[3, 2]", set.Images(Device.Reference).Shape.ToString());
        Assert.Equal([7, 8, 9], set.Labels().ToArray());
    }

    [Fact]
    public void A_tensor_of_images_keeps_width_and_height()
    {
        var set = Dataset.From(Tensor.Zeros([5, 3, 2]), Tensor.Arange(5));
        Assert.Equal((5, 2, 3, 6), (set.Count, set.Width, set.Height, set.Features));
        Assert.Equal("[5, 6]", set.Images().Shape.ToString());
    }

    [Fact]
    public void Slices_of_slices_are_the_right_rows()
    {
        var set = Dataset.From(Tensor.Arange(20).Reshape(10, 2), Tensor.Arange(10)).Slice(2, 7).Slice(3, 2);
        Assert.Equal([10, 11, 12, 13], set.Images().ToArray());
        Assert.Equal([5, 6], set.Labels().ToArray());
        Assert.Equal([10, 11], set.Take(1).Images().ToArray());
        Assert.Equal(0, set.Take(0).Count);
    }

    [Fact]
    public void NaN_is_refused_where_asked_and_the_first_row_named()
    {
        var rows = Tensor.From([1f, 2, 3, float.NaN, float.NaN, 6], [3, 2]);
        Assert.Contains("Row 1 holds NaN at position 1", Assert.Throws<ArgumentException>(() => Dataset.From(rows, checkNaN: true)).Message);
        Assert.Contains("label of row 2 is NaN", Assert.Throws<ArgumentException>(() => Dataset.From(Rows, [1, 2, float.NaN], checkNaN: true)).Message);
        Assert.Equal(3, Dataset.From(rows).Count);
        Assert.Equal(3, Dataset.From(Rows, [1, 2, 3], checkNaN: true).Count);
    }

    [Fact]
    public void Wrong_shapes_are_named()
    {
        Assert.Contains("[3]", Assert.Throws<ArgumentException>(() => Dataset.From(Tensor.Zeros([3]))).Message);
        Assert.Contains("labels has shape [4]; expected [3]", Assert.Throws<ArgumentException>(() => Dataset.From(Tensor.Zeros([3, 2]), Tensor.Zeros([4]))).Message);
        Assert.Contains("Row 1 has 1 numbers; row 0 has 2", Assert.Throws<ArgumentException>(() => Dataset.From([[1, 2], [3]])).Message);
        Assert.Contains("2 labels were given for 3 rows", Assert.Throws<ArgumentException>(() => Dataset.From(Rows, [1, 2])).Message);
    }

    [Fact]
    public void Rows_that_are_not_there_and_labels_that_are_not_there_are_errors()
    {
        var set = Dataset.From(Rows);
        Assert.False(set.HasLabels);
        Assert.Throws<InvalidOperationException>(() => set.Labels());
        Assert.Contains("4 rows from row 0", Assert.Throws<ArgumentOutOfRangeException>(() => set.Take(4)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Take(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Slice(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Slice(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Slice(1, int.MaxValue));
    }
}
