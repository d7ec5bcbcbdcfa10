namespace Engine.Tests;

public sealed class CategoricalTests
{
    [Fact]
    public void Classes_come_in_proportion_to_their_weights()
    {
        double[][] weights = [[1, 2, 3, 4], [0, 5, 0, 5], [1e-3, 1, 1e-3, 1e3]];
        const int Count = 200_000;
        var draws = new RandomStream(5).Categorical(Tensor.Of(weights), [Count]);
        Assert.Equal([Count, 3], draws.Shape);
        var labels = draws.ToArray();
        for (var row = 0; row < 3; row++)
        {
            var counts = new int[4];
            for (var i = row; i < labels.Length; i += 3) counts[(int)labels[i]]++;
            Statistics.AssertProportions(counts, weights[row]);
        }
    }

    /// <summary>pytorch#4858, #13867, #91863.</summary>
    [Theory]
    [InlineData(0), InlineData(0.5), InlineData(0.99999994), InlineData(1 - 1.0 / (1L << 53))]
    public void A_class_of_weight_zero_is_never_drawn(double u)
    {
        Assert.Equal(1, new CategoricalTable(Tensor.Of([0, 1, 0])).Class(0, u));
        Assert.Equal(2, new CategoricalTable(Tensor.Of([0, 0, 5e-324, 0], Device.Reference)).Class(0, u));
        Assert.Equal(0, new CategoricalTable(Tensor.Of([1, 0, 0])).Class(0, u));
        Assert.Contains(new CategoricalTable(Tensor.Of([0, 0.1, 0, 0.7, 0, 0.2, 0])).Class(0, u), new[] { 1, 3, 5 });
    }

    [Fact]
    public void The_last_axis_holds_the_classes_and_the_others_stay()
    {
        var weights = Tensor.Ones([2, 3, 4], Device.Reference);
        var rng = new RandomStream(1);
        Assert.Equal([2, 3], rng.Categorical(weights).Shape);
        Assert.Equal([7, 2, 3], rng.Categorical(weights, [7]).Shape);
        Assert.Equal(0, rng.Categorical(Tensor.Of([1, 0]), [0]).Elements);
        Assert.Same(Device.Reference, rng.Categorical(weights).Device);
    }

    [Fact]
    public void Bad_weights_are_refused_before_anything_is_drawn()
    {
        var rng = new RandomStream(1);
        void Refused(Tensor weights, string message) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => rng.Categorical(weights)).Message, StringComparison.Ordinal);
        Refused(Tensor.Of([[1, 1], [0, 0]]), "weights of shape [2, 2] adds up to 0 in row 1");
        Refused(Tensor.Of([1, -1]), "holds -1 at position 1");
        Refused(Tensor.Of([1, double.NaN]), "holds NaN at position 1");
        Refused(Tensor.Of([1, double.PositiveInfinity]), "at position 1; expected finite numbers");
        Refused(Tensor.Of(1), "weights has shape []; expected [..., classes]");
        Refused(Tensor.Zeros([2, 0]), "weights has shape [2, 0]");
        Assert.Equal(0UL, rng.State.Counter);
    }
}
