using Engine.Models;

namespace Engine.Tests.Models.Objectives;

/// <summary>The bound against numbers known in closed form, in double.</summary>
public sealed class ElboTests
{
    private static readonly Device exact = Device.Reference;

    /// <summary>TFP#651, #396, #1335, #282: added twice, never, or scaled by the batch.</summary>
    [Theory, InlineData(1), InlineData(3), InlineData(4), InlineData(7), InlineData(10), InlineData(100)]
    public void Over_an_epoch_of_any_batch_size_the_divergence_counts_once(int batchSize)
    {
        const int N = 10;
        var (likelihood, divergence) = (Tensor.Randn([N], 1, exact), Tensor.Of(2.5, exact));
        var total = 0.0;
        for (var start = 0; start < N; start += batchSize)
        {
            var count = Math.Min(batchSize, N - start);
            total += count * new Elbo(N).Of(likelihood.Slice(0, start, count), divergence).Item();
        }
        Assert.Equal(likelihood.Sum().Item() - 2.5, total, 1e-12);
    }

    /// <summary>
    /// Bayesian linear regression at the mean-field optimum: y = Xw + N(0, ¼), w ~ N(0, I), q with the posterior's mean and
    /// variances 1/(Σ⁻¹)ᵢᵢ. Its bound is −8.3005852483, below the log evidence −7.8493577483.
    /// </summary>
    [Fact]
    public void Of_bayesian_linear_regression_it_is_the_known_number_and_no_nearby_one_is_higher()
    {
        double[] mean = [0.3053435115, 0.7837150127], variance = [0.0588235294, 0.0175438596];
        var best = RegressionBound(mean, variance);
        Assert.Equal(-8.3005852483, best, 1e-8);
        foreach (var (m, v) in new[] { (0.01, 1.0), (-0.01, 1), (0, 1.05), (0, 0.95) })
            for (var i = 0; i < 2; i++)
                Assert.True(RegressionBound([.. mean.Select((x, j) => i == j ? x + m : x)], [.. variance.Select((x, j) => i == j ? x * v : x)]) < best);
    }

    /// <summary>The expectation of ln p(y|x, w) is known: −½ ln 2πs² − ((y − xμ)² + Σ x²v)/2s².</summary>
    private static double RegressionBound(double[] mean, double[] variance)
    {
        const double S2 = 0.25;
        var x = Tensor.Of([[1, 0], [1, 1], [1, 2], [1, 3]], exact);
        var y = Tensor.Of([0.0, 1, 3, 2], exact);
        var (m, v) = (Tensor.Of(mean, exact).Reshape(2, 1), Tensor.Of(variance, exact).Reshape(2, 1));
        var error = (y - x.MatMul(m).Squeeze(1)).Square() + x.Square().MatMul(v).Squeeze(1);
        var likelihood = -0.5 * Math.Log(2 * Math.PI * S2) - error / (2 * S2);
        var divergence = Kl.Divergence(new Normal(m, v.Sqrt()), new Normal(0, 1, exact)).Sum();
        return 4 * new Elbo(4).Of(likelihood, divergence).Item();
    }

    [Fact]
    public void Wrong_shapes_and_sizes_are_named()
    {
        var (vector, matrix, number) = (Tensor.Ones([3]), Tensor.Ones([3, 2]), Tensor.Ones([]));
        Assert.Contains("[3, 2]; expected [batch]", Assert.Throws<ArgumentException>(() => new Elbo(3).Of(matrix, number)).Message, StringComparison.Ordinal);
        Assert.Contains("[]; expected [batch]", Assert.Throws<ArgumentException>(() => new Elbo(3).Of(number, number)).Message, StringComparison.Ordinal);
        Assert.Contains("[3]; expected one number", Assert.Throws<ArgumentException>(() => new Elbo(3).Of(vector, vector)).Message, StringComparison.Ordinal);
        Assert.Equal(0.5, new Elbo(2).Of(vector, Tensor.Ones([1, 1])).Item());
        Assert.Contains("not 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Elbo(0)).Message, StringComparison.Ordinal);
    }

    internal static double ClosedKl(double mean, double variance) => 0.5 * (mean * mean + variance - 1 - Math.Log(variance));
}
