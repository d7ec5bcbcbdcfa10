using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>Numbers of Loaiza-Ganem &amp; Cunningham's formulas in λ, where they are not 0/0, and what they tend to.</summary>
public sealed class ContinuousBernoulliTests
{
    private static ContinuousBernoulli Of(double lambda) => ContinuousBernoulli.FromLambda(Tensor.Of(lambda, Device.Reference));

    /// <summary>arXiv:1907.06845: C(λ) = 2 artanh(1 − 2λ)/(1 − 2λ) (eq. 7), the mean (eq. 8), and the distribution function of appendix 1.</summary>
    [Theory, InlineData(0.02), InlineData(0.3), InlineData(0.51), InlineData(0.9)]
    public void The_papers_formulas(double lambda)
    {
        var (d, x) = (Of(lambda), 0.35);
        var c = 2 * Math.Atanh(1 - 2 * lambda) / (1 - 2 * lambda);
        var at = Tensor.Of(x, Device.Reference);
        Assert.Equal(Math.Log(c) + x * Math.Log(lambda) + (1 - x) * Math.Log(1 - lambda), d.LogProb(at).Item(), 1e-12);
        Assert.Equal(lambda / (2 * lambda - 1) + 1 / (2 * Math.Atanh(1 - 2 * lambda)), d.Mean.Item(), 1e-10);
        Assert.Equal((Math.Pow(lambda, x) * Math.Pow(1 - lambda, 1 - x) + lambda - 1) / (2 * lambda - 1), d.Cdf(at).Item(), 1e-12);
        Assert.Equal(x, d.Quantile(d.Cdf(at)).Item(), 1e-12);
    }

    /// <summary>λ = ½ is the uniform distribution, and near it everything goes on smoothly, in float too.</summary>
    [Fact]
    public void Around_one_half_nothing_is_lost()
    {
        foreach (var logit in new[] { 0, 1e-30, -1e-20, 1e-9, 1e-4, -0.003, 0.02, 0.3, -0.9 })
        {
            var d = ContinuousBernoulli.FromLogits(Tensor.Of((float)logit));
            Assert.Equal(0.5 + logit / 12 - logit * logit * logit / 720, d.Mean.Item(), 3e-5 * logit * logit * logit * logit + 1e-7);
            Assert.Equal(1.0 / 12 - logit * logit / 240, d.Variance.Item(), 4e-4 * Math.Pow(logit, 4) + 1e-7);
            Assert.Equal(0.25 + 0.09375 * logit, d.Quantile(Tensor.Of(0.25)).Item(), 0.02 * logit * logit + 1e-6);
            Assert.Equal(-logit * 0.25 - logit * logit / 24, d.LogProb(Tensor.Of(0.25)).Item(), 4e-4 * Math.Pow(logit, 4) + 1e-7);
        }
    }

    /// <summary>A large logit is an exponential variable's rate, of which the interval cuts off nothing.</summary>
    [Theory, InlineData(200), InlineData(-200), InlineData(1e6), InlineData(-1e30)]
    public void Far_from_one_half_it_is_exponential(double logit)
    {
        var (d, size) = (ContinuousBernoulli.FromLogits(Tensor.Of((float)logit)), Math.Abs((float)logit));
        var far = logit > 0 ? 1.0 : 0;
        Assert.Equal(far + (logit > 0 ? -1 : 1) / size, d.Mean.Item(), 1e-6 * Math.Max(far, 1 / size));
        Assert.Equal(Math.Log(size), d.LogProb(Tensor.Of(far)).Item(), 1e-5);
        Assert.Equal(1 - Math.Log(size), d.Entropy().Item(), 1e-5);
        Assert.All(d.Sample(new RandomStream(1), [1000]).ToDoubles(), x => Assert.InRange(x, 0, 1));
        Assert.Equal([0, 1], d.Quantile(Tensor.Of([0.0, 1])).ToDoubles());
    }

    [Fact]
    public void The_logit_of_a_mean_is_found_and_bad_lambdas_are_refused()
    {
        var means = Tensor.Of([0.001, 0.2, 0.5, 0.77, 0.999], Device.Reference);
        Assert.True(ContinuousBernoulli.FromLogits(ContinuousBernoulli.LogitsOfMean(means)).Mean.AllClose(means, rtol: 1e-12));
        Assert.Contains("lambda of shape [] holds 1 at position 0; expected numbers above 0 and below 1", Assert.Throws<ArgumentOutOfRangeException>(() => Of(1)).Message, StringComparison.Ordinal);
    }
}
