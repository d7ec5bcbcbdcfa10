namespace Engine.Tests.Tensors;

/// <summary>What is remembered of an index, so that it is not read back at each use, must not outlive the numbers.</summary>
public class KnownIndexTests
{
    private readonly Tensor x = Tensor.Of([10, 11, 12]);

    [Fact]
    public void An_index_that_was_right_is_checked_again_after_a_change_in_place()
    {
        var index = Tensor.Of([0, 1, 2]);
        Assert.Equal([10, 11, 12], x.Gather(index).ToDoubles());
        index.CopyFrom(Tensor.Of([0, 1, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Gather(index));
    }

    [Fact]
    public void An_index_that_was_right_for_a_longer_axis_is_checked_again()
    {
        var index = Tensor.Of([0, 1, 2]).Add(0);        // made on the device, so nothing is known of it
        Assert.Equal(3, Tensor.Zeros([7]).Gather(index).Elements);
        Assert.Equal([10, 11, 12], x.Gather(index).ToDoubles());
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Of([10, 11]).Gather(index));
    }

    [Fact]
    public void Memory_that_held_an_index_is_known_no_more_once_it_holds_something_else()
    {
        using (new Scope()) x.Gather(Tensor.Of([0, 1, 2]));
        using (new Scope())
            Assert.Throws<ArgumentOutOfRangeException>(() => x.Gather(Tensor.Ones([3]).Multiply(7)));
    }

    [Theory]
    [InlineData(-1.0), InlineData(0.5), InlineData(double.NaN), InlineData(3.0), InlineData(double.PositiveInfinity)]
    public void A_number_that_is_no_index_is_named(double wrong) =>
        Assert.Equal($"index of shape [2] holds {wrong} at position 1; expected whole numbers from 0 to 2.",
            Assert.Throws<ArgumentOutOfRangeException>(() => x.Gather(Tensor.Of([0, wrong]))).Message.Split(" (Parameter")[0]);

    [Fact]
    public void Whole_numbers_are_recognised_on_the_host()
    {
        Assert.Equal(6, WholeNumbers.Bound<float>([0, 5, 2]));
        Assert.Equal(1, WholeNumbers.Bound<double>([-0.0]));
        Assert.All(new double[][] { [], [-1], [0.5], [double.NaN], [1 << 24], [double.PositiveInfinity] }, values => Assert.Equal(0, WholeNumbers.Bound<double>(values)));
    }
}
