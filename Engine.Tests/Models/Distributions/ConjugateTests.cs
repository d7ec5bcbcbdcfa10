using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>Bayes' rule by the densities alone: for conjugate pairs, prior times likelihood over the evidence is the known posterior.</summary>
public sealed class ConjugateTests
{
    private static readonly Device exact = Device.Reference;

    /// <summary>A prior, the log-likelihood of data as a function of the parameter, and the posterior that the textbook gives.</summary>
    public sealed record Pair(string Name, Distribution Prior, Func<Tensor, Tensor> LogLikelihood, Distribution Posterior)
    {
        public override string ToString() => Name;
    }

    private static readonly double[] bits = [1, 0, 1, 1, 0, 1], counts = [3, 0, 4, 2], waits = [0.3, 1.7, 0.2], values = [1.2, -0.4, 2.3, 0.9, 1.1];

    private static readonly Pair[] pairs =
    [
        new("beta, Bernoulli", new Beta(2.5, 0.7, exact), p => Sum(bits, x => Bernoulli.FromProbabilities(p, validate: false).LogProb(x)), new Beta(6.5, 2.7, exact)),
        new("beta, binomial", new Beta(1, 3, exact), p => Binomial.FromProbabilities(20, p, validate: false).LogProb(Tensor.Of(14, exact)), new Beta(15, 9, exact)),
        new("gamma, Poisson", new Gamma(2, 0.5, exact), rate => Sum(counts, x => new Poisson(rate, validate: false).LogProb(x)), new Gamma(2 + 9, 0.5 + 4, exact)),
        new("gamma, exponential", new Gamma(0.8, 1.5, exact), rate => Sum(waits, x => new Exponential(rate, validate: false).LogProb(x)), new Gamma(0.8 + 3, 1.5 + 2.2, exact)),
        new("inverse gamma, normal of known mean", new InverseGamma(3, 2, exact), variance => Sum(values, x => new Normal(Tensor.Of(0.5, exact), variance.Sqrt(), validate: false).LogProb(x)),
            new InverseGamma(3 + 2.5, 2 + values.Sum(x => (x - 0.5) * (x - 0.5)) / 2, exact)),
        // Precisions 1/4 and 5/0.49 add up; the means are weighted by them.
        new("normal, normal of known deviation", new Normal(-1, 2, exact), mean => Sum(values, x => new Normal(mean, mean.Like(0.7), validate: false).LogProb(x)),
            new Normal((-1 / 4.0 + values.Sum() / 0.49) / (1 / 4.0 + 5 / 0.49), 1 / Math.Sqrt(1 / 4.0 + 5 / 0.49), exact)),
    ];

    public static IEnumerable<TheoryDataRow<Pair>> Rows => pairs.Select(each => new TheoryDataRow<Pair>(each));

    [Theory, MemberData(nameof(Rows))]
    public void The_posterior_is_prior_times_likelihood_over_the_evidence(Pair pair)
    {
        Tensor Joint(Tensor x) => pair.Prior.LogProb(x) + pair.LogLikelihood(x);
        var evidence = Quadrature.Over(pair.Prior.Support, x => Joint(x).Exp());
        var x = pair.Posterior.Sample(new RandomStream(4), [50]);
        Assert.True((Joint(x) - Math.Log(evidence)).AllClose(pair.Posterior.LogProb(x), rtol: 1e-9, atol: 1e-9));
        var mean = Quadrature.Over(pair.Prior.Support, t => Joint(t).Exp() * t) / evidence;
        Assert.Equal(pair.Posterior.Mean.Item(), mean, 1e-9);
        var variance = Quadrature.Over(pair.Prior.Support, t => Joint(t).Exp() * (t - mean).Square()) / evidence;
        Assert.Equal(pair.Posterior.Variance.Item(), variance, 1e-9);
    }

    /// <summary>The evidence is ∏ (αₖ)ₙₖ/(Σα)ₙ with rising factorials (Pólya's urn): the ratio is the same at every point of the simplex.</summary>
    [Fact]
    public void Dirichlet_and_categorical()
    {
        double[] alpha = [0.8, 2, 1.5], seen = [2, 0, 3];
        static double Rising(double a, double n) => Enumerable.Range(0, (int)n).Sum(k => Math.Log(a + k));
        var evidence = alpha.Zip(seen, Rising).Sum() - Rising(alpha.Sum(), seen.Sum());
        var (prior, posterior) = (new Dirichlet(Tensor.Of(alpha, exact)), new Dirichlet(Tensor.Of([2.8, 2, 4.5], exact)));
        var p = prior.Sample(new RandomStream(5), [50]);
        var labels = Tensor.Of([0.0, 0, 2, 2, 2], exact).Reshape(5, 1);
        var likelihood = Categorical.FromProbabilities(p).LogProb(labels).Sum(0);
        Assert.True((prior.LogProb(p) + likelihood - evidence).AllClose(posterior.LogProb(p), rtol: 1e-9, atol: 1e-9));
    }

    /// <summary>A normal mean whose precision τ has a gamma distribution: without τ it is Student's t, of 2α degrees and scale √(β/(ακ)).</summary>
    [Fact]
    public void Normal_and_gamma_make_a_t_distribution()
    {
        const double alpha = 2.3, beta = 0.9, kappa = 1.7;
        var precision = new Gamma(alpha, beta, exact);
        var t = new StudentT(2 * alpha, 0.4, Math.Sqrt(beta / (alpha * kappa)), exact);
        foreach (var mean in new[] { -3, 0.1, 0.4, 5 })
        {
            var density = Quadrature.Over(Constraint.Positive, tau =>
                (precision.LogProb(tau) + new Normal(Tensor.Of(0.4, exact), (tau * kappa).Rsqrt(), validate: false).LogProb(Tensor.Of(mean, exact))).Exp());
            Assert.Equal(Math.Exp(t.LogProb(Tensor.Of(mean, exact)).Item()), density, 1e-10);
        }
    }

    private static Tensor Sum(double[] data, Func<Tensor, Tensor> logProb) =>
        data.Select(x => logProb(Tensor.Of(x, exact))).Aggregate((a, b) => a + b);
}
