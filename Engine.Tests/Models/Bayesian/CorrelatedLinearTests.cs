using Engine.Models;

namespace Engine.Tests.Models.Bayesian;

/// <summary>A dense layer whose weights depend on each other: it finds the posterior that independent weights cannot hold.</summary>
public class CorrelatedLinearTests
{
    private static readonly Device exact = Device.Reference;

    public static TheoryData<int?> Ranks { get; } = new((int?)null, 1, 3);

    private static CorrelatedLinear Layer(int? rank, Prior? prior = null)
    {
        var layer = new CorrelatedLinear(3, 2, rank, prior, initialDeviation: 0.3).To(exact);
        foreach (var parameter in layer.Parameters) parameter.CopyFrom(Tensor.Randn(parameter.Shape, seed: 2, exact) * 0.5);
        return layer;
    }

    private static double Divergence(Layer layer, ulong seed = 1)
    {
        using var scope = new Scope();
        return new BayesianPass(new RandomStream(seed)).DrawAll(layer).Divergence(layer).Item();
    }

    /// <summary>Bishop (2006), §3.3: four points, two weights whose covariance is −0.061. A normal of rank 1 and a diagonal has room for it too.</summary>
    [Theory, InlineData(null), InlineData(1)]
    public void Training_finds_mean_covariance_and_evidence(int? rank)
    {
        var layer = new CorrelatedLinear(1, 1, rank, initialDeviation: 0.2).To(exact);
        GaussianRegression.Fit(layer, GaussianRegression.X, GaussianRegression.Y, GaussianRegression.NoiseVariance, steps: 24_000);
        double slope = 0.0432569975, bias = 0.1450381679, both = -0.0610687023;
        var mean = layer.Weights.Mean.ToDoubles();
        Assert.Equal(0.7837150127, mean[0], 0.02 * Math.Sqrt(slope));
        Assert.Equal(0.3053435115, mean[1], 0.02 * Math.Sqrt(bias));
        var covariance = Covariance(layer.Weights.Distribution);
        Assert.Equal(slope, covariance[0], 0.02 * slope);
        Assert.Equal(both, covariance[1], -0.02 * both);
        Assert.Equal(bias, covariance[3], 0.02 * bias);
        var (bound, error) = GaussianRegression.Estimate(layer, GaussianRegression.X, GaussianRegression.Y, GaussianRegression.NoiseVariance);
        Assert.InRange(error, 0, 0.02);
        Assert.Equal(-7.8493577483, bound, 4 * error);
    }

    /// <summary>Independent weights: the right mean, the variances 1/diag of the precision, and a bound that is lower by the KL that they cannot close.</summary>
    [Fact]
    public void Independent_weights_have_variances_that_are_too_small()
    {
        var layer = new BayesianLinear(1, 1, initialDeviation: 0.2).To(exact);
        GaussianRegression.Fit(layer, GaussianRegression.X, GaussianRegression.Y, GaussianRegression.NoiseVariance);
        Assert.Equal(0.7837150127, layer.Weight.Mean.Item(), 0.02 * Math.Sqrt(0.0175438596));
        Assert.Equal(0.3053435115, layer.Bias!.Mean.Item(), 0.02 * Math.Sqrt(0.0588235294));
        Assert.Equal(0.0175438596, layer.Weight.Distribution.Variance.Item(), 0.02 * 0.0175438596);
        Assert.Equal(0.0588235294, layer.Bias.Distribution.Variance.Item(), 0.02 * 0.0588235294);
        var (bound, error) = GaussianRegression.Estimate(layer, GaussianRegression.X, GaussianRegression.Y, GaussianRegression.NoiseVariance);
        Assert.Equal(-8.3005852483, bound, 4 * error);
    }

    [Theory, MemberData(nameof(Ranks))]
    public void The_divergence_is_that_of_the_joint_normal(int? rank)
    {
        var layer = Layer(rank, new Normal(0.2, 0.7, exact));
        var prior = MultivariateNormal.FromCovariance(Tensor.Full([8], 0.2, exact), Tensor.Eye(8, exact) * 0.49);
        var q = layer.Weights.Distribution;
        var full = MultivariateNormal.FromCovariance(q.Mean, Tensor.From(Covariance(q), [8, 8], exact));
        var expected = Kl.Divergence(full, prior).Item();
        Assert.Equal(expected, Divergence(layer), 1e-10 * expected);
        // By weights that are drawn it is the same on average.
        var estimated = Layer(rank, Prior.MonteCarlo(new Normal(0.2, 0.7, exact)));
        var estimates = Enumerable.Range(0, 3000).Select(seed => Divergence(estimated, (ulong)seed)).ToArray();
        var variance = estimates.Sum(each => (each - expected) * (each - expected)) / estimates.Length;
        Assert.Equal(expected, estimates.Average(), 4 * Math.Sqrt(variance / estimates.Length));
    }

    /// <summary>Priors of other families: the marginals' divergence and the total correlation, against an estimate that knows nothing of either.</summary>
    [Theory, MemberData(nameof(Ranks))]
    public void The_divergence_from_a_Laplace_is_right_on_average(int? rank)
    {
        var layer = Layer(rank, new Laplace(0.1, 0.6, exact));
        var q = layer.Weights.Distribution;
        var w = q.Sample(new RandomStream(4), [100_000]);
        var ratios = (q.LogProb(w) - new Laplace(0.1, 0.6, exact).LogProb(w).Sum(-1));
        Assert.Equal(ratios.Mean().Item(), Divergence(layer), 4 * Math.Sqrt(ratios.Variance().Item() / 100_000));
    }

    [Theory, MemberData(nameof(Ranks))]
    public void Draws_have_the_mean_and_covariance(int? rank)
    {
        const int Draws = 20_000;
        var layer = Layer(rank);
        var expected = Covariance(layer.Weights.Distribution);
        var (x, noise) = (Tensor.Of([[1.0, 0, 0], [0, 0, 0]], exact), new RandomStream(5));
        // Outputs of (1, 0, 0) are W's first column + b, those of 0 are b.
        var (mean, products) = (layer.Forward(x).ToDoubles(), new double[16]);
        for (var draw = 0; draw < Draws; draw++)
        {
            using var scope = new Scope();
            var y = layer.Forward(x, noise).ToDoubles();
            for (var i = 0; i < 16; i++) products[i] += (y[i / 4] - mean[i / 4]) * (y[i % 4] - mean[i % 4]) / Draws;
        }
        // Rows of the mean are (w₀, w₁, w₂, b) of each output.
        double[][] sums = [[1, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 0, 1], [0, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 1]];
        for (var i = 0; i < 16; i++)
        {
            var value = Between(sums[i / 4], sums[i % 4]);
            var bound = Math.Sqrt((Between(sums[i / 4], sums[i / 4]) * Between(sums[i % 4], sums[i % 4]) + value * value) / Draws);
            Assert.Equal(value, products[i], 5 * bound);
        }

        double Between(double[] a, double[] b) => Enumerable.Range(0, 64).Sum(k => a[k / 8] * expected[k] * b[k % 8]);
    }

    [Fact]
    public void A_pass_is_one_function_and_its_mirror_averages_to_the_mean()
    {
        var layer = Layer(1);
        var x = Tensor.Randn([4, 3], seed: 4, exact);
        var pass = new BayesianPass(new RandomStream(1));
        Assert.Equal(layer.Forward(x, pass).ToDoubles(), layer.Forward(x, pass).ToDoubles());
        Assert.True(((layer.Forward(x, pass) + layer.Forward(x, pass.Mirrored())) / 2).AllClose(layer.Forward(x), rtol: 1e-12, atol: 1e-12));
    }

    [Fact]
    public void Too_many_weights_and_wrong_ranks_are_refused_with_advice()
    {
        Refused<ArgumentException>("A covariance of 1010000 weights has 510050505000 numbers; at most 2048 weights may have one. Give a rank", () => new CorrelatedLinear(100, 10_000));
        Refused<ArgumentException>("or use BayesianLinear", () => new CorrelatedLinear(4000, 1000, rank: 8));
        Refused<ArgumentOutOfRangeException>("expected from 1 to 4", () => new CorrelatedLinear(3, 1, rank: 5));
        Refused<ArgumentOutOfRangeException>("expected from 1 to 256", () => new CorrelatedLinear(784, 10, rank: 257));
        Refused<ArgumentOutOfRangeException>("rank is 0", () => new CorrelatedLinear(3, 1, rank: 0));
        Refused<ArgumentOutOfRangeException>("initialDeviation", () => new CorrelatedLinear(3, 1, initialDeviation: 0));
        Refused<ArgumentException>("[..., 3], not [2, 4]", () => new CorrelatedLinear(3, 1).Forward(Tensor.Ones([2, 4])));
        Assert.Equal([1, 1], new CorrelatedLinear(1, 1, bias: false).Forward(Tensor.Ones([1, 1]), new RandomStream(1)).Shape);

        static void Refused<E>(string part, Func<object> make) where E : Exception => Assert.Contains(part, Assert.Throws<E>(make).Message, StringComparison.Ordinal);
    }

    private static double[] Covariance(Distribution q) => q switch
    {
        MultivariateNormal full => full.Covariance.ToDoubles(),
        LowRankNormal low => (low.Factor.MatMul(low.Factor, transposeB: true) + Tensor.Eye(low.EventShape[0], exact) * low.CovarianceDiagonal).ToDoubles(),
        _ => throw new ArgumentException($"{q} is no joint normal.", nameof(q)),
    };
}
