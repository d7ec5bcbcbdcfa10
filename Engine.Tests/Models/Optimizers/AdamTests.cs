using Engine.Models;

namespace Engine.Tests.Models.Optimizers;

public class AdamTests
{
    private static readonly double[] Start = [0.5, -1.25, 3];
    private static readonly double[][] Slopes = [[0.1, -2, 1e-3], [0.3, 0.7, -4], [-1.5, 0, 2], [1e-6, 5, -0.25]];

    private static Gradients Of(Tensor parameter, double[] gradient)
    {
        var gradients = new Gradients();
        gradients.Add(parameter, Tensor.Of(gradient, parameter.Device));
        return gradients;
    }

    /// <summary>Algorithm 1 of Kingma and Ba in plain arithmetic, with both kinds of weight decay.</summary>
    private static double ByHand(int element, double rate, double beta1, double beta2, double epsilon, double penalty, double decay)
    {
        var (theta, m, v) = (Start[element], 0.0, 0.0);
        for (var t = 1; t <= Slopes.Length; t++)
        {
            theta *= 1 - rate * decay;
            var g = Slopes[t - 1][element] + penalty * theta;
            m = beta1 * m + (1 - beta1) * g;
            v = beta2 * v + (1 - beta2) * g * g;
            theta -= rate * (m / (1 - Math.Pow(beta1, t))) / (Math.Sqrt(v / (1 - Math.Pow(beta2, t))) + epsilon);
        }
        return theta;
    }

    [Theory]
    [InlineData(1e-3, 0.9, 0.999, 1e-8, 0)]
    [InlineData(0.1, 0.8, 0.95, 1e-4, 0.02)]
    public void Follows_the_algorithm_to_1e_12(double rate, double beta1, double beta2, double epsilon, double decay)
    {
        foreach (var decoupled in new[] { false, true })
        {
            var parameter = Tensor.Of(Start, Device.Reference);
            Optimizer optimizer = decoupled ? new AdamW(rate, beta1, beta2, epsilon, decay) : new Adam(rate, beta1, beta2, epsilon, decay);
            foreach (var slope in Slopes) optimizer.Step(Of(parameter, slope));
            for (var i = 0; i < Start.Length; i++)
                Assert.Equal(ByHand(i, rate, beta1, beta2, epsilon, decoupled ? 0 : decay, decoupled ? decay : 0), parameter[i], 1e-12);
        }
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(-3e5)]
    public void The_first_step_has_the_size_of_the_learning_rate(double gradient)
    {
        var parameter = Tensor.Of([1.0], Device.Reference);
        new Adam(learningRate: 0.01).Step(Of(parameter, [gradient]));
        Assert.Equal(1 - 0.01 * gradient / (Math.Abs(gradient) + 1e-8), parameter[0], 1e-14);
    }

    [Fact]
    public void A_step_within_a_tape_lasts_and_makes_the_tape_s_saved_values_invalid()
    {
        var net = new Sequential(new Linear(3, 2));
        var adam = new Adam(net.Parameters);
        for (var step = 0; step < 3; step++)
        {
            using var tape = Tape.Record(net.Parameters);
            var loss = net.Forward(Tensor.Ones([4, 3])).Square().Sum();
            adam.Step(tape.Gradient(loss));
            if (step == 2) Assert.Contains("'0.weight'", Assert.Throws<InvalidOperationException>(() => tape.Gradient(loss, net.Parameters[0])).Message);
        }
        Assert.All(adam.State, entry => Assert.False(entry.Value.HasNaN()));
    }

    [Fact]
    public void A_late_parameter_has_a_first_step_of_its_own()
    {
        var (early, late) = (Tensor.Of([1.0], Device.Reference), Tensor.Of([1.0], Device.Reference));
        var adam = new Adam(learningRate: 0.01);
        for (var i = 0; i < 10; i++) adam.Step(Of(early, [1]));
        adam.Step(Of(late, [1]));
        Assert.Equal(0.99, late[0], 1e-9);
    }
}
