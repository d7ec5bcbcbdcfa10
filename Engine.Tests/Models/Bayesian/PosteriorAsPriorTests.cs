using Engine.Models;
using Lifting = Engine.Models.Bayesian;

namespace Engine.Tests.Models.Bayesian;

/// <summary>Yesterday's posterior is today's prior: it costs nothing at first, and data in two steps teach what they teach at once.</summary>
public class PosteriorAsPriorTests
{
    private static readonly Device exact = Device.Reference;

    private static double Divergence(Layer network) => new BayesianPass(new RandomStream(1)).DrawAll(network).Divergence(network).Item();

    [Theory]
    [InlineData("sampled weights"), InlineData("flipout"), InlineData("Laplace"), InlineData("horseshoe"), InlineData("scale mixture"), InlineData("posterior as prior")]
    [InlineData("correlated"), InlineData("correlated, low rank"), InlineData("correlated, horseshoe"), InlineData("last layer")]
    public void It_costs_nothing_at_first(string name)
    {
        foreach (var device in new[] { exact, Device.Cpu })
        {
            var before = BayesianNetworks.Of(name).To(device);
            var after = Lifting.PosteriorAsPrior(before);
            Assert.Equal(0, Divergence(after), device == exact ? 1e-12 : 1e-5);
            Assert.True(Divergence(before) > 0.01);
            Assert.Equal(before.Forward(Tensor.Ones([2, 6], device)).ToDoubles(), after.Forward(Tensor.Ones([2, 6], device)).ToDoubles());
            Assert.DoesNotContain(after.Parameters, parameter => parameter.Name.Contains("prior", StringComparison.Ordinal));
            foreach (var parameter in after.Parameters) parameter.CopyFrom(parameter + 0.1);
            Assert.True(Divergence(after) > 0.01);
        }
    }

    /// <summary>KL of normals that differ in one number: the mean of each by its deviation, ½·k².</summary>
    [Fact]
    public void It_is_measured_from_where_the_posterior_was()
    {
        var network = Lifting.PosteriorAsPrior(new Sequential(new BayesianLinear(3, 2, initialDeviation: 0.4)).To(exact));
        var layer = (BayesianLinear)network[0];
        layer.Weight.Mean.CopyFrom(layer.Weight.Mean + 0.2);
        Assert.Equal(6 * 0.5 * 0.25, Divergence(network), 1e-6);
    }

    /// <summary>Eight points in two halves. One weight, where independent normals are exact; and slope and bias with a joint normal.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void Data_in_two_steps_teach_what_they_teach_at_once(bool correlated)
    {
        var x = Tensor.From([-1.5, -0.4, 0.2, 0.9, 2, 1.1, -0.8, 0.6], [8, 1], exact);
        var y = Tensor.From([-1.1, -0.6, 0.5, 0.4, 1.9, 0.7, -1.2, 0.9], [8, 1], exact);
        var sequential = Numbers(Learn(Lifting.PosteriorAsPrior(Learn(New(), 0, 4)), 4, 4));
        var (mean, covariance) = Exact(x.ToDoubles(), y.ToDoubles(), correlated);
        for (var i = 0; i < mean.Length; i++) Assert.Equal(mean[i], sequential.Mean[i], 0.02 * Math.Sqrt(covariance[i]));
        for (var i = 0; i < mean.Length; i++) Assert.Equal(covariance[i], sequential.Variance[i], 0.03 * covariance[i]);

        Layer New() => correlated ? new CorrelatedLinear(1, 1, initialDeviation: 0.2).To(exact) : new BayesianLinear(1, 1, bias: false, initialDeviation: 0.2).To(exact);

        Layer Learn(Layer layer, int start, int count)
        {
            GaussianRegression.Fit(layer, x.Slice(0, start, count), y.Slice(0, start, count), 0.25);
            return layer;
        }

        static (double[] Mean, double[] Variance) Numbers(Layer layer) => layer is CorrelatedLinear joint
            ? (joint.Weights.Mean.ToDoubles(), joint.Weights.Distribution.Variance.ToDoubles())
            : (((BayesianLinear)layer).Weight.Mean.ToDoubles(), ((BayesianLinear)layer).Weight.Distribution.Variance.ToDoubles());
    }

    [Fact]
    public void Posteriors_that_cannot_be_priors_are_refused()
    {
        Refused("no Bayesian layer", new Sequential(new Linear(2, 3)));
        Refused("SpikeAndSlabLinear '1'", new Sequential(new BayesianLinear(2, 3), new SpikeAndSlabLinear(3, 3)));
        Refused("VariationalDropoutLinear '0'", new Sequential(new VariationalDropoutLinear(2, 3)));

        static void Refused(string part, Sequential network) => Assert.Contains(part, Assert.Throws<ArgumentException>(() => Lifting.PosteriorAsPrior(network)).Message, StringComparison.Ordinal);
    }

    /// <summary>Mean and variances of (slope, bias), or of the slope alone, from all data with the prior N(0, 1) and noise of variance ¼.</summary>
    private static (double[] Mean, double[] Variances) Exact(double[] x, double[] y, bool withBias)
    {
        double xx = 1 + 4 * x.Sum(t => t * t), xy = 4 * x.Zip(y, (a, b) => a * b).Sum();
        if (!withBias) return ([xy / xx], [1 / xx]);
        double x1 = 4 * x.Sum(), one = 1 + 4 * x.Length, y1 = 4 * y.Sum(), determinant = xx * one - x1 * x1;
        return ([(one * xy - x1 * y1) / determinant, (xx * y1 - x1 * xy) / determinant], [one / determinant, xx / determinant]);
    }
}
