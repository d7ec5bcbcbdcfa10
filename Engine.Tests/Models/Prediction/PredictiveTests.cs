using Engine.Models;

namespace Engine.Tests.Models;

public sealed class PredictiveTests
{
    /// <summary>Two networks of constant output: logits (ln 3, 0) and (0, ln 3), probabilities (¾, ¼) and (¼, ¾).</summary>
    private static DeepEnsemble Disagreeing() => new(Constant(Math.Log(3), 0), Constant(0, Math.Log(3)));

    private static Lambda Constant(params double[] logits) => new(x => Tensor.Of(logits, x.Device).Expand([x.Shape[0], logits.Length]));

    private readonly Tensor inputs = Tensor.Zeros([3, 1]);

    [Fact]
    public void Uncertainty_falls_into_noise_and_ignorance()
    {
        var prediction = Predictive.Of(Disagreeing(), inputs);
        var expected = -(0.75 * Math.Log(0.75) + 0.25 * Math.Log(0.25));
        Assert.Equal([3, 2], prediction.Mean.Shape);
        Assert.Equal([2, 3, 2], prediction.LogProbabilities.Shape);
        Assert.All(prediction.Mean.ToDoubles(), p => Assert.Equal(0.5, p, 1e-6));
        Assert.All(prediction.Entropy.ToDoubles(), h => Assert.Equal(Math.Log(2), h, 1e-6));
        Assert.All(prediction.ExpectedEntropy.ToDoubles(), h => Assert.Equal(expected, h, 1e-6));
        Assert.All(prediction.MutualInformation.ToDoubles(), h => Assert.Equal(Math.Log(2) - expected, h, 1e-6));
    }

    [Fact]
    public void Probabilities_that_underflow_keep_their_logarithm()
    {
        var prediction = Predictive.Of(new DeepEnsemble(Constant(0, -200), Constant(0, -300)), inputs);
        Assert.Equal(-200 - Math.Log(2), prediction.LogMean[0, 1], 1e-4);
        Assert.Equal(0, prediction.Mean[0, 1]);
        Assert.Equal(0, prediction.Entropy[0], 1e-6);
    }

    /// <summary>Without spread of the weights every sample is the mean network, and nothing is unknown.</summary>
    [Fact]
    public void A_posterior_without_spread_gives_the_mean_network()
    {
        var network = new Sequential(new BayesianLinear(4, 8, initialDeviation: 1e-30), new Tanh(), new BayesianLinear(8, 3, initialDeviation: 1e-30));
        var x = Tensor.Randn([5, 4], seed: 2);
        var prediction = Predictive.Of(network, x, samples: 3, new RandomStream(1));
        Assert.True(prediction.Mean.AllClose(network.Forward(x).Softmax(), rtol: 1e-6));
        Assert.All(prediction.MutualInformation.ToDoubles(), h => Assert.Equal(0, h, 1e-6));
    }

    [Fact]
    public void The_mean_is_that_of_single_passes_and_scores_better_than_they_do_on_average()
    {
        var network = new Sequential(new BayesianLinear(4, 8, initialDeviation: 0.5), new Tanh(), new BayesianLinear(8, 3, initialDeviation: 0.5));
        var x = Tensor.Randn([50, 4], seed: 2);
        const int Samples = 3000;
        var prediction = Predictive.Of(network, x, Samples, new RandomStream(1));
        var rng = new RandomStream(1);
        var passes = TensorJoins.Stack([.. Enumerable.Range(0, Samples).Select(_ => network.Forward(x, rng).Softmax())]);
        var errors = (prediction.Mean - passes.Mean(0)).Abs() - (passes.Variance(0) * (2.0 / Samples)).Sqrt() * 5;
        Assert.True(errors.Max().Item() < 0);
        Assert.True((prediction.Entropy - prediction.ExpectedEntropy).Min().Item() > 0);

        // −ln mean pₖ ≤ mean −ln pₖ, for every input and class.
        Assert.True((prediction.LogMean - prediction.LogProbabilities.Mean(0)).Min().Item() >= -1e-6);
    }

    [Fact]
    public void Prediction_leaves_no_memory_behind_but_its_results()
    {
        using var device = new Engine.Devices.Cpu.CpuDevice(1);
        var network = new Sequential(new BayesianLinear(40, 80), new Tanh(), new BayesianLinear(80, 3)).To(device);
        var x = Tensor.Randn([50, 40], seed: 2, device);
        using (new Scope()) Predictive.Of(network, x, 3, new RandomStream(1));
        var before = device.MemoryInUse;
        Predictive.Of(network, x, samples: 3, new RandomStream(1));
        Assert.InRange(device.MemoryInUse - before, 0, 4 * (3 * 150 + 2 * 150 + 3 * 50 + 16 * 8));
    }

    [Fact]
    public void Values_have_intervals()
    {
        var members = Enumerable.Range(0, 101).Select(i => new Lambda(x => x * i)).ToArray();
        var values = PredictiveValues.Of(new DeepEnsemble(members), Tensor.Of([[1], [-1]]));
        Assert.Equal([50, -50], values.Mean.ToDoubles());
        Assert.Equal(850, values.Variance[0, 0], 0.01);      // (n² − 1)/12
        var (low, high) = values.Interval(0.9);
        Assert.Equal([5, -95], low.ToDoubles().Select(x => Math.Round(x)));
        Assert.Equal([95, -5], high.ToDoubles().Select(x => Math.Round(x)));
        var (wideLow, wideHigh) = values.Interval(0.9, new RandomStream(1), noiseDeviation: 100);
        Assert.True((wideHigh - wideLow).Min().Item() > 200);
    }

    /// <summary>Probabilities 0.00, 0.01, … 1.00 of the first class: nine tenths of the networks say 0.05 to 0.95.</summary>
    [Fact]
    public void Probabilities_have_intervals()
    {
        var members = Enumerable.Range(0, 101).Select(i => Constant(Math.Log(Math.Max(i, 1e-9)), Math.Log(Math.Max(100 - i, 1e-9)))).ToArray();
        var (low, high) = Predictive.Of(new DeepEnsemble(members), inputs).Interval(0.9);
        Assert.Equal([3, 2], low.Shape);
        Assert.All(low.ToDoubles(), p => Assert.Equal(0.05, p, 1e-6));
        Assert.All(high.ToDoubles(), p => Assert.Equal(0.95, p, 1e-6));
    }

    [Fact]
    public void Members_of_an_ensemble_start_apart_and_are_saved_by_name()
    {
        var ensemble = new DeepEnsemble(3, () => new Linear(2, 2));
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias", "2.weight", "2.bias"], ensemble.Parameters.Select(p => p.Name));
        Assert.False(ensemble.Parameters[0].SameAs(ensemble.Parameters[2]));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Contains("samples", Assert.Throws<ArgumentOutOfRangeException>(() => Predictive.Of(new Linear(1, 2), inputs, 0, new RandomStream(1))).Message, StringComparison.Ordinal);
        Assert.Contains("[2, 3]", Assert.Throws<ArgumentException>(() => Predictive.Of(new DeepEnsemble(2, () => new Lambda(x => x.Sum(1))), inputs)).Message, StringComparison.Ordinal);
        Assert.Contains("at least one member", Assert.Throws<ArgumentException>(() => new DeepEnsemble()).Message, StringComparison.Ordinal);
        Assert.Contains("Member 3", Assert.Throws<ArgumentOutOfRangeException>(() => Disagreeing()[3]).Message, StringComparison.Ordinal);
        Assert.Contains("level", Assert.Throws<ArgumentOutOfRangeException>(() => PredictiveValues.Of(Disagreeing(), inputs).Interval(1)).Message, StringComparison.Ordinal);
        Assert.Contains("level", Assert.Throws<ArgumentOutOfRangeException>(() => Predictive.Of(Disagreeing(), inputs).Interval(double.NaN)).Message, StringComparison.Ordinal);
    }
}
