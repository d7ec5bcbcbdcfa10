using Engine.Models;

namespace Engine.Tests.Models.Bayesian;

/// <summary>A dense layer with a distribution over its weights: what it draws, and the divergence that it answers for.</summary>
public class BayesianLinearTests
{
    public static TheoryData<WeightEstimator> Estimators => [.. Enum.GetValues<WeightEstimator>()];

    private static BayesianLinear Layer(WeightEstimator estimator, Prior? prior = null, bool bias = true)
    {
        var layer = new BayesianLinear(7, 3, prior, estimator, bias, initialDeviation: 0.3).To(Device.Reference);
        layer.Weight.Rho.CopyFrom(Tensor.Randn([3, 7], seed: 2, Device.Reference));
        return layer;
    }

    private static Tensor Inputs(int rows) => Tensor.Randn([rows, 7], seed: 4, Device.Reference);

    [Theory, MemberData(nameof(Estimators))]
    public void Without_noise_the_weights_are_their_means(WeightEstimator estimator)
    {
        var layer = Layer(estimator);
        var x = Inputs(5);
        Assert.Equal(x.Linear(layer.Weight.Mean, layer.Bias?.Mean).ToDoubles(), layer.Forward(x).ToDoubles());
    }

    [Theory, MemberData(nameof(Estimators))]
    public void The_divergence_is_the_closed_form(WeightEstimator estimator)
    {
        var prior = new Normal(0.2, 0.7, Device.Reference);
        var layer = Layer(estimator, prior);
        var pass = new BayesianPass(new RandomStream(8));
        layer.Forward(Inputs(5), pass);
        var expected = Kl.Divergence(layer.Weight.Distribution, prior).Sum() + Kl.Divergence(layer.Bias!.Distribution, prior).Sum();
        Assert.Equal(expected.Item(), pass.Divergence(layer).Item(), 1e-12 * expected.Item());
        Assert.Equal([], pass.Divergence(layer).Shape);
    }

    /// <summary>Means and variances of the activations over 20,000 draws: those of x·W + b, by either estimator.</summary>
    [Theory, MemberData(nameof(Estimators))]
    public void Activations_have_the_moments_of_the_weights(WeightEstimator estimator)
    {
        const int draws = 20_000;
        var layer = Layer(estimator);
        var (x, noise) = (Inputs(2), new RandomStream(8));
        var mean = x.Linear(layer.Weight.Mean, layer.Bias?.Mean).ToDoubles();
        var variance = x.Square().Linear(layer.Weight.Rho.Softplus().Square(), layer.Bias!.Rho.Softplus().Square()).ToDoubles();
        var (sums, squares) = (new double[mean.Length], new double[mean.Length]);
        for (var draw = 0; draw < draws; draw++)
        {
            using var scope = new Scope();
            var y = layer.Forward(x, noise).ToDoubles();
            for (var i = 0; i < y.Length; i++) (sums[i], squares[i]) = (sums[i] + y[i], squares[i] + (y[i] - mean[i]) * (y[i] - mean[i]));
        }
        for (var i = 0; i < mean.Length; i++)
        {
            Assert.Equal(mean[i], sums[i] / draws, 5 * Math.Sqrt(variance[i] / draws));
            Assert.Equal(variance[i], squares[i] / draws, 5 * variance[i] * Math.Sqrt(2.0 / draws));
        }
    }

    [Fact]
    public void An_input_of_zeros_gives_finite_gradients()
    {
        var layer = Layer(WeightEstimator.LocalReparameterization, bias: false);
        using var tape = Tape.Record(layer.Parameters);
        var gradients = tape.Gradient(layer.Forward(Tensor.Zeros([2, 7], Device.Reference), new RandomStream(1)).Sum());
        Assert.All(gradients, pair => Assert.All(pair.Gradient.ToDoubles(), number => Assert.Equal(0, number)));
    }

    [Fact]
    public void The_bound_counts_the_divergence_once_for_the_data_set()
    {
        var network = new Sequential(new BayesianLinear(7, 3)).To(Device.Reference);
        var (x, labels) = (Inputs(4), Tensor.Of([0.0, 2, 1, 2], Device.Reference));
        var pass = new BayesianPass(new RandomStream(5));
        var expected = new Elbo(100).Of(network.Forward(x, pass).LogSoftmax().Pick(labels), pass.Divergence(network));
        Assert.Equal(expected.Item(), new Elbo(100).Of(network, x, labels, new RandomStream(5)).Item(), 1e-13);
        var plain = new Sequential(new Linear(7, 3)).To(Device.Reference);
        Assert.Contains("no Bayesian layer", Assert.Throws<InvalidOperationException>(() => new Elbo(100).Of(plain, x, labels, new RandomStream(5))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_starts_as_it_is_told()
    {
        foreach (var deviation in new[] { 1e-12, 0.018, 1, 50 })
        {
            var layer = new BayesianLinear(100, 50, initialDeviation: deviation).To(Device.Reference);
            Assert.All(layer.Weight.Rho.Softplus().ToDoubles(), sigma => Assert.Equal(deviation, sigma, 4e-6 * deviation));
        }
        Assert.InRange(new BayesianLinear(100, 50).Weight.Mean.ToDoubles().Max(Math.Abs), 0.09, 0.1);
        Assert.Equal(["weight.mean", "weight.rho", "bias.mean", "bias.rho"], new BayesianLinear(2, 3).Parameters.Select(parameter => parameter.Name));
        var clone = new BayesianLinear(2, 3, new Normal(0.5, 2), WeightEstimator.LocalReparameterization).To(Device.Reference);
        var prior = Assert.IsType<NormalPrior>(clone.Weight.Prior);
        Assert.Equal((0.5, 2, WeightEstimator.LocalReparameterization), (prior.Mean, prior.Deviation, clone.Estimator));
    }

    [Fact]
    public void Wrong_settings_and_inputs_are_refused()
    {
        Assert.Contains("[..., 7], not [5, 3]", Assert.Throws<ArgumentException>(() => new BayesianLinear(7, 3).Forward(Tensor.Ones([5, 3]))).Message, StringComparison.Ordinal);
        Assert.Contains("[..., 7], not [5, 3]", Assert.Throws<ArgumentException>(() => new BayesianLinear(7, 3).Forward(Tensor.Ones([5, 3]), new RandomStream(1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BayesianLinear(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BayesianLinear(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BayesianLinear(3, 3, initialDeviation: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BayesianLinear(3, 3, estimator: (WeightEstimator)7));
        var wide = new Normal(Tensor.Zeros([2]), 1);
        Assert.Contains("The prior is Normal [2] on cpu; expected a distribution of single numbers whose shape broadcasts", Assert.Throws<ArgumentException>(() => new BayesianLinear(3, 3, wide)).Message, StringComparison.Ordinal);
    }
}
