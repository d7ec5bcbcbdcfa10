using Engine.Models;

namespace Engine.Tests.Models.Bayesian;

/// <summary>Weights that are mostly noise can be left out.</summary>
public class PruningTests
{
    /// <summary>Five weights and a bias of known means, with deviations ½, and a plain layer that is not to be touched.</summary>
    private static Sequential Network()
    {
        var random = new BayesianLinear(5, 1, initialDeviation: 0.5);
        random.Weight.Mean.CopyFrom(Tensor.Of([[0.1f, -2, 0.05f, 1, -0.2f]]));
        random.Bias!.Mean.CopyFrom(Tensor.Of([0.5f]));
        return new(new Linear(5, 5), random);
    }

    [Fact]
    public void The_ratio_is_that_of_mean_and_deviation_in_the_order_of_the_weights()
    {
        double[] expected = [0.2, 4, 0.1, 2, 0.4, 1];
        var ratios = Pruning.SignalToNoise(Network());
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], ratios[i], 1e-6);
        Assert.Equal(expected.Length, ratios.Length);
    }

    [Theory]
    [InlineData(0, new[] { 0.1, -2, 0.05, 1, -0.2 }, 0.5)]
    [InlineData(0.34, new[] { 0, -2, 0, 1, -0.2 }, 0.5)]       // two of six
    [InlineData(0.67, new[] { 0, -2.0, 0, 1, 0 }, 0)]
    [InlineData(1, new double[] { 0, 0, 0, 0, 0 }, 0)]
    public void The_weights_of_the_smallest_ratio_are_zero_in_the_mean_and_in_every_draw(double share, double[] weights, double bias)
    {
        var layer = (BayesianLinear)Network().Pruned(share)[1];
        Assert.Equal(weights, layer.Weight.Mean.ToDoubles().Select(value => Math.Round(value, 6)));
        Assert.Equal([bias], layer.Bias!.Mean.ToDoubles());
        var drawn = layer.Weight.Distribution.Sample(new RandomStream(1)).ToDoubles();
        for (var i = 0; i < weights.Length; i++)
            if (weights[i] == 0) Assert.Equal(0, drawn[i], 1e-16);
            else Assert.NotEqual(weights[i], drawn[i], 1e-3);
    }

    [Fact]
    public void The_network_itself_and_its_other_layers_stay()
    {
        var network = Network();
        var before = network.Parameters.SelectMany(parameter => parameter.ToDoubles()).ToArray();
        var pruned = network.Pruned(1);
        Assert.Equal(before, network.Parameters.SelectMany(parameter => parameter.ToDoubles()));
        Assert.Equal(network[0].Parameters.SelectMany(parameter => parameter.ToDoubles()), pruned[0].Parameters.SelectMany(parameter => parameter.ToDoubles()));
    }

    [Fact]
    public void A_pruned_network_has_a_finite_divergence()
    {
        var pruned = Network().Pruned(0.5);
        var divergence = new BayesianPass(new RandomStream(1)).DrawAll(pruned).Divergence(pruned).Item();
        Assert.True(double.IsFinite(divergence), $"{divergence}");
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Contains("1.5", Assert.Throws<ArgumentOutOfRangeException>(() => Network().Pruned(1.5)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Network().Pruned(double.NaN));
        Assert.Contains("BayesianLinear", Assert.Throws<ArgumentException>(() => new Sequential(new Linear(2, 1)).Pruned(0.5)).Message, StringComparison.Ordinal);
    }
}
