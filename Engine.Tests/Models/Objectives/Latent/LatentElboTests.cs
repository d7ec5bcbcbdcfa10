using Engine.Models;

namespace Engine.Tests.Models.Objectives.Latent;

/// <summary>The bound against numbers known in closed form, in double.</summary>
public sealed class LatentElboTests
{
    private static readonly Device exact = Device.Reference;

    /// <summary>With a likelihood that does not look at z there is no noise: the bound is ln p(x) − KL exactly.</summary>
    [Fact]
    public void Of_a_decoder_that_ignores_z_it_is_exact()
    {
        var (mean, scale, x) = (Tensor.Randn([5, 2], 1, exact), Tensor.Randn([5, 2], 2, exact).Exp(), Tensor.Rand([5, 7], 3, exact));
        var logits = Tensor.Randn([7], 4, exact);
        var model = new TestModel(new Normal(mean, scale), _ => Bernoulli.FromLogits(logits.Expand([5, 7]), allowGrey: true));
        var bound = new LatentElbo().Bound(model, x, new RandomStream(5));
        Assert.Equal([5], bound.Shape);
        for (var i = 0; i < 5; i++)
        {
            var expected = 0.0;
            for (var j = 0; j < 7; j++) expected += x[i, j] * logits[j] - Math.Log(1 + Math.Exp(logits[j]));
            for (var j = 0; j < 2; j++) expected -= ElboTests.ClosedKl(mean[i, j], scale[i, j] * scale[i, j]);
            Assert.Equal(expected, bound[i], 1e-10);
        }
    }

    /// <summary>p(x|z) = N(Wz + b, s²): E ln p = −½ ln 2πs² − ((x − Wμ − b)² + Σ W²σ²)/2s², for each feature.</summary>
    [Fact]
    public void Of_a_linear_gaussian_model_its_mean_over_the_noise_is_the_analytic_bound()
    {
        const int Draws = 20_000;
        const double S = 0.8;
        double[] mu = [0.3, -0.7], sigma = [0.5, 1.2], b = [0.1, 0, -0.2], x = [1, -0.5, 0.25];
        double[][] w = [[1, 0.5], [-0.3, 0.8], [0.2, 0]];
        var analytic = -Enumerable.Range(0, 2).Sum(j => ElboTests.ClosedKl(mu[j], sigma[j] * sigma[j]));
        for (var i = 0; i < 3; i++)
        {
            var error = x[i] - b[i] - w[i][0] * mu[0] - w[i][1] * mu[1];
            var spread = Enumerable.Range(0, 2).Sum(j => w[i][j] * w[i][j] * sigma[j] * sigma[j]);
            analytic -= 0.5 * Math.Log(2 * Math.PI * S * S) + (error * error + spread) / (2 * S * S);
        }
        var (weight, bias, data) = (Tensor.Of([[1, 0.5], [-0.3, 0.8], [0.2, 0]], exact), Tensor.Of(b, exact), Tensor.Of(x, exact));
        var q = new Normal(Tensor.Of(mu, exact).Expand([Draws, 2]), Tensor.Of(sigma, exact).Expand([Draws, 2]));
        var model = new TestModel(q, z => new Normal(z.Linear(weight, bias), Tensor.Of(S, exact)));
        var bounds = new LatentElbo().Bound(model, data.Expand([Draws, 3]), new RandomStream(8)).ToDoubles();
        var mean = bounds.Average();
        var standardError = Math.Sqrt(bounds.Average(bound => (bound - mean) * (bound - mean)) / Draws);
        Assert.InRange(mean, analytic - 4.5 * standardError, analytic + 4.5 * standardError);
        Assert.InRange(standardError, 1e-4, 0.05);
    }

    [Fact]
    public void Beta_multiplies_the_divergence_and_follows_its_schedule()
    {
        var q = new Normal(Tensor.Randn([5, 2], 1, exact), 0.5);
        var model = new TestModel(q, z => new Normal(z.Sum(-1, keepDims: true), 1));
        var x = Tensor.Randn([5, 1], 2, exact);
        double[] Bound(LatentObjective objective, long step) => objective.Bound(model, x, new RandomStream(3), step).ToDoubles();
        var annealed = new LatentElbo { Beta = new LinearSchedule(0, 1, 4) };
        var (none, half, whole) = (Bound(annealed, 0), Bound(annealed, 2), Bound(annealed, 9));
        var divergence = Kl.Divergence(q, new Normal(0, 1, exact)).Sum(-1).ToDoubles();
        Assert.Equal(Bound(new LatentElbo(), 0), whole);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(divergence[i], none[i] - whole[i], 1e-12);
            Assert.Equal(divergence[i] / 2, none[i] - half[i], 1e-12);
        }
    }

    /// <summary>With the exact posterior the bound with a sampled divergence is the evidence at every sample, which that with the formula is only on average.</summary>
    [Theory, InlineData(1), InlineData(3)]
    public void A_divergence_from_the_sample_is_asked_for_by_name(int samples)
    {
        const double S = 0.7;
        var x = Tensor.Of([[1.3], [-0.4]], exact);
        var model = new TestModel(new Normal(x / (1 + S * S), Math.Sqrt(S * S / (1 + S * S))), z => new Normal(z, S));
        var evidence = new Normal(0, Math.Sqrt(1 + S * S), exact).LogProb(x).ToDoubles();
        var sampled = new LatentElbo { Divergence = LatentDivergence.MonteCarlo, Samples = samples }.Bound(model, x, new RandomStream(1));
        Assert.Equal([2], sampled.Shape);
        Assert.Equal(evidence, sampled.ToDoubles(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.NotEqual(evidence[0], new LatentElbo { Samples = samples }.Bound(model, x, new RandomStream(1))[0], 1e-3);
    }

    [Fact]
    public void Several_samples_are_averaged()
    {
        var model = new TestModel(new Normal(Tensor.Randn([5, 2], 1, exact), 0.5), z => new Normal(z.Sum(-1, keepDims: true), 1));
        var x = Tensor.Randn([5, 1], 2, exact);
        var pass = model.Pass(x, new RandomStream(3), [4]);
        var expected = (pass.LogLikelihood.Mean(0) - pass.Draws[0].Divergence).ToDoubles();
        Assert.Equal(expected, new LatentElbo { Samples = 4 }.Bound(model, x, new RandomStream(3)).ToDoubles());
        Assert.Contains("not 0", Assert.Throws<ArgumentOutOfRangeException>(() => new LatentElbo { Samples = 0 }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_formula_or_another_shape_is_named()
    {
        var x = Tensor.Zeros([5, 3], exact);
        var q = new Normal(Tensor.Zeros([5, 2], exact), 1);
        Assert.Contains("Cauchy", Assert.Throws<NotSupportedException>(() => new LatentElbo().Bound(
            new TestModel(q, z => new Normal(x, 1), new Cauchy(0, 1, exact)), x, new RandomStream(1))).Message, StringComparison.Ordinal);
        var message = Assert.Throws<ArgumentException>(() => new LatentElbo().Bound(new TestModel(q, z => new Normal(z.Slice(1, 0, 1), 1)), x, new RandomStream(1))).Message;
        Assert.All(["[5, 3]", "Normal [5, 1]"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
