using Engine.Models;

namespace Engine.Tests.Models.Losses;

public class LossTests
{
    public static TheoryData<string> Devices => ["cpu", "reference"];

    private static Device Named(string name) => name == "cpu" ? Device.Cpu : Device.Reference;

    [Theory, MemberData(nameof(Devices))]
    public void Cross_entropy_is_the_mean_of_minus_the_log_probability(string device)
    {
        var logits = Tensor.Of([[Math.Log(0.2), Math.Log(0.3), Math.Log(0.5)], [1000, 1000, double.NegativeInfinity]], Named(device));
        var labels = Tensor.Of([2.0, 0], Named(device));
        Assert.Equal(Math.Log(2), Loss.CrossEntropy(logits, labels).Item(), 1e-6);
        Assert.Equal(2 * Math.Log(2), Loss.CrossEntropy(logits, labels, Reduction.Sum).Item(), 1e-6);
        Assert.Equal([2], Loss.CrossEntropy(logits, labels, Reduction.None).Shape);
    }

    [Fact]
    public void The_gradient_of_cross_entropy_is_probability_minus_truth()
    {
        var logits = Tensor.Randn([5, 3], seed: 1, Device.Reference);
        var labels = Tensor.Of([0.0, 2, 1, 1, 0], Device.Reference);
        using var tape = Tape.Record([logits]);
        var gradient = tape.Gradient(Loss.CrossEntropy(logits, labels), logits);
        Assert.True(gradient.AllClose((logits.Softmax() - labels.OneHot(3)) / 5, rtol: 1e-12, atol: 1e-15));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void A_label_that_is_no_class_is_refused(double label)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Loss.CrossEntropy(Tensor.Ones([2, 3]), Tensor.Of([0.0, label])));
        Assert.Contains("from 0 to 2", error.Message);
    }

    [Theory, MemberData(nameof(Devices))]
    public void Bernoulli_is_right_at_the_ends(string device)      // faults 4 and 5
    {
        var logits = Tensor.Of([double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, -100, 100, 0, -100], Named(device));
        var targets = Tensor.Of([1.0, 1, 0, 0, 0, 1, 0, 1], Named(device));
        using var tape = Tape.Record([logits]);
        var losses = Loss.BernoulliWithLogits(logits, targets, Reduction.None);
        double[] expected = [0, double.PositiveInfinity, 0, double.PositiveInfinity, 0, 0, Math.Log(2), 100];
        double[] slopes = [0, -1, 0, 1, 0, 0, 0.5, -1];
        Assert.All(losses.ToDoubles().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        var gradient = tape.VectorJacobian(losses, logits, Tensor.Ones([8], Named(device)));
        Assert.All(gradient.ToDoubles().Zip(slopes), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void Bernoulli_agrees_with_its_definition_and_with_the_slopes_of_it()
    {
        var logits = Tensor.Randn([6, 4], seed: 2, Device.Reference) * 3;
        var targets = Tensor.Rand([6, 4], seed: 3, Device.Reference);
        using var tape = Tape.Record([logits, targets]);
        var losses = Loss.BernoulliWithLogits(logits, targets, Reduction.None);
        var p = logits.Sigmoid();
        Assert.True(losses.AllClose(-(targets * p.Log()) - (1 - targets) * (1 - p).Log(), rtol: 1e-11, atol: 1e-11));
        var gradients = tape.Gradient(Loss.BernoulliWithLogits(logits, targets, Reduction.Sum));
        Assert.True(gradients[logits].AllClose(p - targets, rtol: 1e-12, atol: 1e-14));
        Assert.True(gradients[targets].AllClose(-logits, rtol: 1e-12));
        Assert.Equal(losses.ToDoubles().Average(), Loss.BernoulliWithLogits(logits, targets).Item(), 1e-12);
    }

    [Fact]
    public void Squared_error_is_the_mean_square_of_the_difference()
    {
        var (a, b) = (Tensor.Of([1.0, 2, 4]), Tensor.Of([0.0, 2, 1]));
        Assert.Equal(10.0 / 3, Loss.SquaredError(a, b).Item(), 1e-6);
        Assert.Equal(10, Loss.SquaredError(a, b, Reduction.Sum).Item(), 1e-6);
        Assert.Equal([1, 0, 9], Loss.SquaredError(a, b, Reduction.None).ToArray());
    }

    [Fact]
    public void Shapes_that_only_broadcast_are_refused()
    {
        var (column, row) = (Tensor.Ones([3, 1]), Tensor.Ones([3]));
        Assert.Contains("[3]", Assert.Throws<ArgumentException>(() => Loss.SquaredError(column, row)).Message);
        Assert.Throws<ArgumentException>(() => Loss.BernoulliWithLogits(column, row));
        Assert.Throws<ArgumentException>(() => Loss.CrossEntropy(row, row));
        Assert.Throws<ArgumentException>(() => Loss.CrossEntropy(column, Tensor.Zeros([2])));
    }

    [Fact]
    public void The_mean_of_nothing_is_refused_and_its_sum_is_0()
    {
        var nothing = Tensor.Zeros([0, 4]);
        Assert.Throws<ArgumentException>(() => Loss.SquaredError(nothing, nothing));
        Assert.Equal(0, Loss.BernoulliWithLogits(nothing, nothing, Reduction.Sum).Item());
    }
}
