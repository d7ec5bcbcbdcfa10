using Engine.Models;

namespace Engine.Tests.Models.Optimizers;

public class GradientClippingTests
{
    private static Gradients Of(params double[][] values)
    {
        var gradients = new Gradients();
        foreach (var gradient in values) gradients.Add(Tensor.Zeros([gradient.Length]), Tensor.Of(gradient));
        return gradients;
    }

    [Fact]
    public void The_joint_norm_becomes_the_limit()
    {
        var gradients = Of([3, 0], [0, 4, 0]);
        var (clipped, norm) = GradientClipping.ByNorm(gradients, 2);
        Assert.Equal(5, norm, 1e-6);
        double[] expected = [1.2, 0, 0, 1.6, 0];
        Assert.All(clipped.SelectMany(pair => pair.Gradient.ToDoubles()).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        Assert.Equal([3, 0, 0, 4, 0], gradients.SelectMany(pair => pair.Gradient.ToDoubles()));
        Assert.Equal(gradients.Select(pair => pair.Source), clipped.Select(pair => pair.Source));
    }

    [Fact]
    public void Gradients_within_the_limit_stay()
    {
        var gradients = Of([3, 4]);
        Assert.Same(gradients, GradientClipping.ByNorm(gradients, 5.001).Clipped);
        Assert.Equal(0, GradientClipping.ByNorm(Of([0, 0], []), 1).Norm);
    }

    [Theory]
    [InlineData(1e20)]      // fault 67: the square is not a float
    [InlineData(3e38)]
    [InlineData(1e-30)]     // and here it is 0
    public void Squares_neither_overflow_nor_vanish(double size)
    {
        var (clipped, norm) = GradientClipping.ByNorm(Of([.. Enumerable.Repeat(size, 100)]), size < 1 ? 1e-31 : 1);
        Assert.Equal(1, norm / (10 * size), 1e-6);
        Assert.All(clipped.Single().Gradient.ToDoubles(), value => Assert.Equal(1, value / (size < 1 ? 1e-32 : 0.1), 1e-5));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_is_refused(double value)
    {
        var gradients = Of([1, 2], [3, value]);
        Assert.Contains("[2]", Assert.Throws<ArithmeticException>(() => GradientClipping.ByNorm(gradients, 1)).Message);
        Assert.Equal([1, 2, 3, value], gradients.SelectMany(pair => pair.Gradient.ToDoubles()));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_limit_that_is_not_positive_and_finite_is_refused(double limit)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByNorm(Of([1, 2]), limit));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByValue(Of([1, 2]), limit));
    }

    [Fact]
    public void By_value_every_element_is_held_between_the_limits()
    {
        var clipped = GradientClipping.ByValue(Of([-5, 0.25], [double.PositiveInfinity]), 0.5);
        Assert.Equal([-0.5, 0.25, 0.5], clipped.SelectMany(pair => pair.Gradient.ToDoubles()));
        Assert.Throws<ArithmeticException>(() => GradientClipping.ByValue(Of([double.NaN]), 0.5));
    }
}
