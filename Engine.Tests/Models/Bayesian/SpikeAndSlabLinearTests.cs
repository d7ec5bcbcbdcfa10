using Engine.Models;

namespace Engine.Tests.Models.Bayesian;

/// <summary>Weights behind gates: draws, moments, divergence, and the exact posterior probability that a weight is there at all.</summary>
public class SpikeAndSlabLinearTests
{
    private static readonly Device exact = Device.Reference;

    private static SpikeAndSlabLinear Layer(double inclusion = 0.3, Distribution? slab = null, bool bias = true)
    {
        var layer = new SpikeAndSlabLinear(4, 2, inclusion, slab, bias, initialDeviation: 0.3).To(exact);
        layer.Weight.Logit.CopyFrom(Tensor.Randn([2, 4], seed: 2, exact));
        layer.Weight.Rho.CopyFrom(Tensor.Randn([2, 4], seed: 3, exact) - 1);
        return layer;
    }

    /// <summary>Drawn weights, and activations that are drawn in their place, have the same two moments: those of gates and normals.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void Outputs_have_the_moments_of_gated_weights(bool counts)
    {
        const int Draws = 20_000;
        var layer = Layer();
        var (x, noise) = (Tensor.Randn([2, 4], seed: 4, exact), new RandomStream(8));
        var (open, mu, sigma) = (layer.Weight.Logit.ToDoubles().Select(logit => 1 / (1 + Math.Exp(-logit))).ToArray(), layer.Weight.Mean.ToDoubles(), layer.Weight.Rho.Softplus().ToDoubles());
        var biasVariance = layer.Bias!.Distribution.Variance.ToDoubles();
        var (inputs, given) = (x.ToDoubles(), layer.Forward(x).ToDoubles());
        var (sums, squares) = (new double[4], new double[4]);
        for (var draw = 0; draw < Draws; draw++)
        {
            using var scope = new Scope();
            var y = layer.Forward(x, new BayesianPass(noise, counts)).ToDoubles();
            for (var i = 0; i < 4; i++) (sums[i], squares[i]) = (sums[i] + y[i] / Draws, squares[i] + y[i] * y[i] / Draws);
        }
        for (var i = 0; i < 4; i++)
        {
            var (mean, variance) = (layer.Bias.Mean.ToDoubles()[i % 2], biasVariance[i % 2]);
            for (var j = 0; j < 4; j++)
            {
                var (k, input) = (i % 2 * 4 + j, inputs[i / 2 * 4 + j]);
                mean += input * open[k] * mu[k];
                variance += input * input * (open[k] * (sigma[k] * sigma[k] + mu[k] * mu[k]) - open[k] * open[k] * mu[k] * mu[k]);
            }
            Assert.Equal(mean, given[i], 1e-12);
            Assert.Equal(mean, sums[i], 5 * Math.Sqrt(variance / Draws));
            Assert.Equal(variance, squares[i] - sums[i] * sums[i], 0.06 * variance);
        }
    }

    [Fact]
    public void Many_weights_are_exactly_zero_and_a_pass_keeps_them()
    {
        var layer = new SpikeAndSlabLinear(1, 2000, bias: false, initialInclusion: 0.2).To(exact);
        var pass = new BayesianPass(new RandomStream(1), countsDivergence: false);
        var y = layer.Forward(Tensor.Ones([1, 1], exact), pass).ToDoubles();
        Assert.InRange(y.Count(value => value == 0), 1600 - 90, 1600 + 90);
        Assert.Equal(y, layer.Forward(Tensor.Ones([1, 1], exact), pass).ToDoubles());
    }

    [Fact]
    public void The_divergence_is_that_of_gates_and_of_what_is_behind_them()
    {
        foreach (var slab in new Distribution[] { new Normal(0.125, 0.75, exact), new Laplace(0, 0.625, exact) })
        {
            var layer = Layer(0.3, slab, bias: false);
            var (gates, normals) = (Bernoulli.FromLogits(layer.Weight.Logit), new Normal(layer.Weight.Mean, layer.Weight.Rho.Softplus()));
            var expected = Kl.Divergence(gates, Bernoulli.FromProbabilities(0.3, exact)).Sum() + (gates.Mean * Kl.Divergence(normals, slab)).Sum();
            Assert.Equal(expected.Item(), new BayesianPass(new RandomStream(1)).DrawAll(layer).Divergence(layer).Item(), 1e-12 * expected.Item());
        }
        var extreme = Layer(1e-6);
        extreme.Weight.Logit.CopyFrom(Tensor.Full([2, 4], -200, exact));
        Assert.True(double.IsFinite(new BayesianPass(new RandomStream(1)).DrawAll(extreme).Divergence(extreme).Item()));
    }

    /// <summary>
    /// One weight, where q has room for the posterior: the probability that it is there is π·B/(π·B + 1 − π) with the Bayes factor B, and the bound
    /// is the evidence, ln(π·p₁(y) + (1 − π)·p₀(y)). Expected squared errors depend on two moments alone, so drawn activations are exact here.
    /// </summary>
    [Theory, InlineData(0.15), InlineData(0.45)]
    public void Training_finds_the_posterior_probability_of_a_weight(double slope)
    {
        const double Noise = 0.25, Inclusion = 0.4;
        double[] inputs = [-1.5, -0.4, 0.2, 0.9, 1.2], errors = [0.3, -0.5, 0.1, 0.2, -0.2];
        var targets = inputs.Zip(errors, (input, error) => slope * input + error).ToArray();
        var (x, y) = (Tensor.From(inputs, [5, 1], exact), Tensor.From(targets, [5, 1], exact));
        var layer = new SpikeAndSlabLinear(1, 1, Inclusion, bias: false, initialDeviation: 0.3, initialInclusion: 0.6).To(exact);
        GaussianRegression.Fit(layer, x, y, Noise);
        double xx = inputs.Sum(t => t * t) / Noise, xy = inputs.Zip(targets, (a, b) => a * b).Sum() / Noise;
        var logFactor = 0.5 * xy * xy / (1 + xx) - 0.5 * Math.Log(1 + xx);
        var probability = Inclusion * Math.Exp(logFactor) / (Inclusion * Math.Exp(logFactor) + 1 - Inclusion);
        Assert.Equal(probability, layer.Weight.Inclusion.Item(), 0.02);
        Assert.Equal(xy / (1 + xx), layer.Weight.Mean.Item(), 0.03 / Math.Sqrt(1 + xx));
        Assert.Equal(1 / (1 + xx), Math.Pow(layer.Weight.Rho.Softplus().Item(), 2), 0.03 / (1 + xx));
        var withoutWeight = targets.Sum(target => -target * target / (2 * Noise) - 0.5 * Math.Log(2 * Math.PI * Noise));
        var evidence = withoutWeight + Math.Log(Inclusion * Math.Exp(logFactor) + 1 - Inclusion);
        var (bound, error) = GaussianRegression.Estimate(layer, x, y, Noise);
        Assert.Equal(evidence, bound, 4 * error);
    }

    [Fact]
    public void Gates_of_inputs_that_do_not_matter_close()
    {
        var x = Tensor.Randn([60, 8], seed: 1, exact);
        var y = x.MatMul(Tensor.Of([[2.0], [-1.5], [0], [0], [0], [0], [0], [0]], exact)) + Tensor.Randn([60, 1], seed: 2, exact) * 0.5;
        var layer = new SpikeAndSlabLinear(8, 1, 0.2, initialDeviation: 0.1).To(exact);
        GaussianRegression.Fit(layer, x, y, 0.25, steps: 3000);
        var inclusion = layer.Weight.Inclusion.ToDoubles();
        Assert.All(inclusion[..2], open => Assert.InRange(open, 0.95, 1));
        Assert.All(inclusion[2..], open => Assert.InRange(open, 0, 0.2));
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused_with_advice()
    {
        Assert.Contains("use BayesianLinear", Assert.Throws<ArgumentOutOfRangeException>(() => new SpikeAndSlabLinear(2, 3, inclusion: 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpikeAndSlabLinear(2, 3, inclusion: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpikeAndSlabLinear(2, 3, initialInclusion: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpikeAndSlabLinear(2, 3, initialDeviation: 0));
        Assert.Contains("Kl.Register", Assert.Throws<NotSupportedException>(() => new SpikeAndSlabLinear(2, 3, slab: new Cauchy(0, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("that of the weights, [3, 2]", Assert.Throws<ArgumentException>(() => new SpikeAndSlabLinear(2, 3, slab: new Normal(Tensor.Zeros([5]), 1))).Message, StringComparison.Ordinal);
        Assert.Contains("[..., 2], not [5, 3]", Assert.Throws<ArgumentException>(() => new SpikeAndSlabLinear(2, 3).Forward(Tensor.Ones([5, 3]))).Message, StringComparison.Ordinal);
    }
}
