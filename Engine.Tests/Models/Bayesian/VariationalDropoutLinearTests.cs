using Engine.Models;

namespace Engine.Tests.Models.Bayesian;

/// <summary>Variational dropout: the published approximation of its divergence against the integral, its draws, and that noise finds the weights that can go.</summary>
public class VariationalDropoutLinearTests
{
    private static readonly Device exact = Device.Reference;

    private static double Approximate(double logAlpha) => VariationalDropoutLinear.Divergence(Tensor.Of([logAlpha], exact)).Item();

    /// <summary>
    /// E ln|ε| − ½ ln α for ε ~ N(1, α), on a grid of ln|ε| on both sides of the logarithm's pole. The divergence is this and a constant, as the
    /// prior has no integral: k₁ in the paper, for which it reports errors below 0.009.
    /// </summary>
    [Fact]
    public void The_divergence_is_that_of_the_paper_within_its_error()
    {
        for (var logAlpha = -12.0; logAlpha <= 12; logAlpha += 0.25)
        {
            var (deviation, sum) = (Math.Exp(logAlpha / 2), 0.0);
            const double Step = 2e-3;
            for (var v = -30 + logAlpha / 2; v < Math.Log(1 + 12 * deviation); v += Step)
            {
                var size = Math.Exp(v);
                sum += Step * size * v * (Density((size - 1) / deviation) + Density((-size - 1) / deviation)) / deviation;
            }
            Assert.Equal(sum - logAlpha / 2 + 0.63576, Approximate(logAlpha), 0.009);
        }
        Assert.Equal(0, Approximate(60), 1e-12);

        static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
    }

    /// <summary>More noise costs less, always.</summary>
    [Fact]
    public void The_divergence_falls_with_the_noise()
    {
        var values = Enumerable.Range(-40, 81).Select(k => Approximate(k / 4.0)).ToArray();
        Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.First > pair.Second));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Outputs_have_the_moments_of_noisy_weights(bool counts)
    {
        const int Draws = 20_000;
        var layer = new VariationalDropoutLinear(4, 2, initialDeviation: 0.3).To(exact);
        var (x, noise) = (Tensor.Randn([2, 4], seed: 4, exact), new RandomStream(8));
        var (mean, variance) = (x.Linear(layer.Weight, layer.Bias).ToDoubles(), (x.Square().Sum(-1) * 0.09).ToDoubles());
        var (sums, squares) = (new double[4], new double[4]);
        for (var draw = 0; draw < Draws; draw++)
        {
            using var scope = new Scope();
            var y = layer.Forward(x, new BayesianPass(noise, counts)).ToDoubles();
            for (var i = 0; i < 4; i++) (sums[i], squares[i]) = (sums[i] + y[i], squares[i] + (y[i] - mean[i]) * (y[i] - mean[i]));
        }
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(mean[i], sums[i] / Draws, 5 * Math.Sqrt(variance[i / 2] / Draws));
            Assert.Equal(variance[i / 2], squares[i] / Draws, 5 * variance[i / 2] * Math.Sqrt(2.0 / Draws));
        }
        Assert.Equal(mean, layer.Forward(x).ToDoubles());
    }

    /// <summary>Eight inputs of which two say all: the other weights end as noise, and without them the answers are the same.</summary>
    [Fact]
    public void Weights_that_do_not_matter_are_dropped()
    {
        var x = Tensor.Randn([60, 8], seed: 1, exact);
        var y = x.MatMul(Tensor.Of([[2.0], [-1.5], [0], [0], [0], [0], [0], [0]], exact));
        var layer = new VariationalDropoutLinear(8, 1).To(exact);
        Assert.Equal(0, layer.Sparsity());
        GaussianRegression.Fit(layer, x, y, 0.25);
        Assert.True(layer.Mask().ToDoubles() is [1, 1, 0, 0, 0, 0, 0, 0], $"ln α is {layer.LogAlpha}");
        Assert.Equal(0.75, layer.Sparsity(), 1e-12);
        var pruned = layer.Pruned();
        Assert.Equal(6, pruned.Weight.ToDoubles().Count(weight => weight == 0));
        Assert.InRange((pruned.Forward(x) - layer.Forward(x)).Abs().Mean().Item(), 0, 0.1);
        Assert.Equal(layer.Bias!.ToDoubles(), pruned.Bias!.ToDoubles());
    }

    [Fact]
    public void A_weight_of_zero_has_finite_gradients_and_wrong_settings_are_refused()
    {
        foreach (var device in new[] { exact, Device.Cpu })
        {
            var layer = new VariationalDropoutLinear(3, 2).To(device);
            layer.Weight.CopyFrom(Tensor.Zeros([2, 3], device));
            using var tape = Tape.Record(layer.Parameters);
            var pass = new BayesianPass(new RandomStream(1));
            var gradients = tape.Gradient(layer.Forward(Tensor.Zeros([1, 3], device), pass).Sum() + pass.Divergence(layer));
            Assert.All(gradients, pair => Assert.All(pair.Gradient.ToDoubles(), value => Assert.True(double.IsFinite(value))));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => new VariationalDropoutLinear(3, 2, initialDeviation: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VariationalDropoutLinear(0, 2));
        Assert.Contains("[..., 2], not [5, 3]", Assert.Throws<ArgumentException>(() => new VariationalDropoutLinear(2, 3).Forward(Tensor.Ones([5, 3]))).Message, StringComparison.Ordinal);
    }

    /// <summary>Dropout with noise at prediction: a mean over masks, whose entropy is more than the masks' own on average. Gal &amp; Ghahramani, ICML 2016.</summary>
    [Fact]
    public void Dropout_with_noise_predicts_with_what_it_does_not_know()
    {
        var network = new Sequential(new Linear(6, 40), new Engine.Models.Relu(), new Dropout(0.5), new Linear(40, 3)).To(exact);
        network.Initialize(new RandomStream(2));
        foreach (var parameter in network.Parameters) parameter.CopyFrom(parameter * 3);
        var x = Tensor.Randn([5, 6], seed: 3, exact);
        var prediction = Predictive.Of(network, x, samples: 200, new RandomStream(1));
        Assert.All(prediction.MutualInformation.ToDoubles(), known => Assert.InRange(known, 0.01, Math.Log(3)));
        Assert.All(prediction.Mean.Sum(-1).ToDoubles(), sum => Assert.Equal(1, sum, 1e-12));
        Assert.False(prediction.Mean.AllClose(network.Forward(x).Softmax(), rtol: 1e-3));
        var certain = Predictive.Of(new Sequential(new Linear(6, 3)).To(exact), x, samples: 3, new RandomStream(1));
        Assert.All(certain.MutualInformation.ToDoubles(), known => Assert.Equal(0, known, 1e-12));
    }
}
