using Engine.Models;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>On a linear Gaussian model with its exact posterior the chain is Gibbs sampling of a normal distribution, whose conditional means are known.</summary>
public sealed class ImputationTests
{
    private static readonly Device exact = Device.Reference;
    private static readonly LinearGaussian model = new(Tensor.Of([[1.2, 0.3], [-0.8, 0.5], [0.4, 1.1]], exact), 0.7);

    /// <summary>x₁ missing given x₀ and x₂: Σ₁ₒΣₒₒ⁻¹xₒ.</summary>
    private static double ConditionalMean(double x0, double x2)
    {
        var s = model.EvidenceCovariance;
        var determinant = s[0, 0] * s[2, 2] - s[0, 2] * s[0, 2];
        var (a, b) = ((s[2, 2] * x0 - s[0, 2] * x2) / determinant, (s[0, 0] * x2 - s[0, 2] * x0) / determinant);
        return s[1, 0] * a + s[1, 2] * b;
    }

    [Fact]
    public void The_chains_mean_is_the_conditional_mean()
    {
        const int Chains = 1000;
        var x = Tensor.Of([1.5, 4, -1], exact).Expand([Chains, 3]);     // 4 is a bad start, which must be forgotten
        var observed = Tensor.Of([1.0, 0, 1], exact).Expand([Chains, 3]);
        var means = Imputation.Mean(model, x, observed, burnIn: 15, steps: 15, new RandomStream(5));
        var filled = means.Slice(1, 1, 1).ToDoubles();
        var error = Math.Sqrt(filled.Average(value => Math.Pow(value - filled.Average(), 2)) / Chains);
        Assert.InRange(filled.Average() - ConditionalMean(1.5, -1), -4 * error, 4 * error);
        Assert.InRange(error, 1e-4, 0.02);
        Assert.Equal(Enumerable.Repeat(1.5, Chains), means.Slice(1, 0, 1).ToDoubles());
    }

    [Fact]
    public void A_step_keeps_what_is_observed_and_draws_the_rest()
    {
        var (x, observed) = (Tensor.Randn([4, 3], 1, exact), Tensor.Rand([4, 3], 2, exact).Greater(0.5));
        var next = Imputation.Step(model, x, observed, new RandomStream(1));
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 3; j++)
                Assert.Equal(observed[i, j] == 1, next[i, j] == x[i, j]);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        static void Names<E>(Func<object> call, params string[] parts) where E : Exception
        {
            var message = Assert.Throws<E>(call).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
        var (x, all) = (Tensor.Zeros([4, 3], exact), Tensor.Ones([4, 3], exact));
        Names<ArgumentException>(() => Imputation.Step(model, x, Tensor.Ones([4, 2], exact), new RandomStream(1)), "[4, 2]", "[4, 3]");
        Names<ArgumentException>(() => Imputation.Mean(model, x, Tensor.Ones([4, 2], exact), 0, 1, new RandomStream(1)), "[4, 2]", "[4, 3]");
        Names<ArgumentException>(() => Imputation.Mean(model, x, all * 0.5, 0, 1, new RandomStream(1)), "0.5", "observed");
        Names<ArgumentException>(() => Imputation.Mean(model, x * double.NaN, all, 0, 1, new RandomStream(1)), "NaN");
        Names<ArgumentOutOfRangeException>(() => Imputation.Mean(model, x, all, 0, 0, new RandomStream(1)), "steps", "not 0");
        Names<ArgumentOutOfRangeException>(() => Imputation.Mean(model, x, all, -1, 1, new RandomStream(1)), "burnIn", "not -1");
    }
}
