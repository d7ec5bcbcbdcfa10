using Engine.Models;

namespace Engine.Tests.Models.Optimizers;

public class SgdTests
{
    private static readonly double[] Slopes = [0.1, -2, 1e-3, 4, 0.5];

    /// <summary>The update of the documentation in plain arithmetic.</summary>
    private static double ByHand(double rate, double momentum, bool nesterov, double decay)
    {
        var (theta, b) = (1.5, 0.0);
        foreach (var slope in Slopes)
        {
            var g = slope + decay * theta;
            b = momentum * b + g;
            theta -= rate * (nesterov ? g + momentum * b : b);
        }
        return theta;
    }

    [Theory]
    [InlineData(0.1, 0, false, 0)]
    [InlineData(0.1, 0, false, 0.3)]
    [InlineData(0.01, 0.9, false, 0)]
    [InlineData(0.2, 0.8, true, 0.05)]
    public void Follows_the_algorithm_to_1e_12(double rate, double momentum, bool nesterov, double decay)
    {
        var parameter = Tensor.Of([1.5], Device.Reference);
        var sgd = new Sgd([parameter], rate, momentum, nesterov, decay);
        foreach (var slope in Slopes)
        {
            var gradients = new Gradients();
            gradients.Add(parameter, Tensor.Of([slope], Device.Reference));
            sgd.Step(gradients);
        }
        Assert.Equal(ByHand(rate, momentum, nesterov, decay), parameter[0], 1e-12);
    }

    [Fact]
    public void On_a_parabola_each_step_shrinks_the_distance_by_the_same_factor()
    {
        var x = Tensor.Of(4.0, Device.Reference);
        var sgd = new Sgd(learningRate: 0.1);
        for (var i = 0; i < 50; i++)
        {
            using var tape = Tape.Record([x]);
            sgd.Step(tape.Gradient((x - 1).Square()));
        }
        Assert.Equal(1 + 3 * Math.Pow(0.8, 50), x.Item(), 1e-12);
    }

    [Fact]
    public void Nesterov_without_momentum_is_refused() => Assert.Throws<ArgumentException>(() => new Sgd(0.1, nesterov: true));
}
