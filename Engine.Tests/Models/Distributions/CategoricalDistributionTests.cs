using Engine.Models;

namespace Engine.Tests.Models;

public sealed class CategoricalDistributionTests
{
    private const double Infinity = double.PositiveInfinity;

    /// <summary>TFP#241, pytorch#40553, numpyro#2276: 0·ln 0.</summary>
    [Fact]
    public void Entropy_with_an_impossible_class()
    {
        foreach (var device in new[] { Device.Reference, Device.Cpu })
        {
            Assert.Equal(0.6931, Categorical.FromLogits(Tensor.Of([0, 0, -Infinity], device)).Entropy().Item(), 5e-5);
            Assert.Equal(0.5623, Categorical.FromProbabilities(Tensor.Of([0.25, 0, 0.75], device)).Entropy().Item(), 5e-5);
        }
    }

    [Fact]
    public void Entropy_and_log_probability_with_an_impossible_class_have_finite_gradients()
    {
        var logits = Tensor.Of([0, 1, -Infinity], Device.Reference);
        using var tape = Tape.Record([logits]);
        var d = Categorical.FromLogits(logits);
        foreach (var y in new[] { d.Entropy(), d.LogProb(Tensor.Of(1, Device.Reference)) })
        {
            var gradient = tape.Gradient(y, logits).ToDoubles();
            Assert.All(gradient, value => Assert.True(double.IsFinite(value)));
            Assert.Equal(0, gradient[2]);
            Assert.NotEqual(0, gradient[0]);
        }
    }

    [Fact]
    public void Log_probability_of_each_label()
    {
        var d = Categorical.FromProbabilities(Tensor.Of([[0.2, 0.3, 0.5], [1, 0, 0]], Device.Reference));
        Assert.Equal([2], d.Shape);
        Assert.Equal(3, d.Classes);
        var y = d.LogProb(Tensor.Of([[2, 0], [0, 1]], Device.Reference)).ToDoubles();
        Assert.Equal([Math.Log(0.5), 0, Math.Log(0.2), -Infinity], y);
    }

    [Theory]
    [InlineData(-1), InlineData(3), InlineData(0.5), InlineData(double.NaN)]
    public void A_label_that_is_no_class_is_refused(double label)
    {
        var d = Categorical.FromLogits(Tensor.Zeros([3], Device.Reference));
        var message = Assert.Throws<ArgumentOutOfRangeException>(() => d.LogProb(Tensor.Of([0, label], Device.Reference))).Message;
        Assert.Contains($"value of shape [2] holds {label} at position 1; expected whole numbers from 0 to 2", message, StringComparison.Ordinal);
    }

    /// <summary>pytorch#4858, #13867, #91863.</summary>
    [Fact]
    public void An_impossible_class_is_never_drawn()
    {
        var d = Categorical.FromLogits(Tensor.Of([-Infinity, 0, -Infinity, 1]));
        Assert.Equal([1, 3], d.Sample(new RandomStream(1), [10_000]).ToDoubles().Distinct().Order());
    }

    [Fact]
    public void Bad_parameters_are_refused()
    {
        static void Refused(string message, Func<Tensor, Categorical> make, Tensor parameters) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => make(parameters)).Message, StringComparison.Ordinal);
        static Categorical FromLogits(Tensor x) => Categorical.FromLogits(x);
        static Categorical FromProbabilities(Tensor x) => Categorical.FromProbabilities(x);
        Refused("probabilities of shape [2] holds -0.5 at position 0", FromProbabilities, Tensor.Of([-0.5, 1.5]));
        Refused("probabilities of shape [2, 2]: row 1 is [0.5, 0.25]; expected numbers that add up to 1", FromProbabilities, Tensor.Of([[0.5, 0.5], [0.5, 0.25]]));
        Refused("logits of shape [2] holds NaN at position 1", FromLogits, Tensor.Of([0, double.NaN]));
        Refused("logits of shape [1, 2]: row 0 is [-Infinity, -Infinity]; expected a class that is possible", FromLogits, Tensor.Of([[-Infinity, -Infinity]]));
        Refused("logits has shape []; expected [..., classes]", FromLogits, Tensor.Of(1.0));
        Refused("probabilities has shape [0]", FromProbabilities, Tensor.Zeros([0]));
    }
}
