using Engine.Models;

namespace Engine.Tests.Models.Bayesian;

/// <summary>Priors of single weights: closed forms and estimates against integrals, and what no network can use is refused.</summary>
public class PriorTests
{
    private static readonly Device exact = Device.Reference;

    private static BayesianLinear Layer(Prior prior)
    {
        var layer = new BayesianLinear(3, 2, prior, bias: false, initialDeviation: 0.3).To(exact);
        layer.Weight.Rho.CopyFrom(Tensor.Randn([2, 3], seed: 2, exact) - 1);
        return layer;
    }

    /// <summary>Σ ∫ q (ln q − ln p) by the trapezoid rule over ±12 deviations of each weight.</summary>
    private static double Integral(BayesianLinear layer, Distribution prior)
    {
        const int Steps = 20_000;
        var (means, deviations, sum) = (layer.Weight.Mean.ToDoubles(), layer.Weight.Rho.Softplus().ToDoubles(), 0.0);
        for (var i = 0; i < means.Length; i++)
        {
            var q = new Normal(means[i], deviations[i], exact);
            var x = Tensor.Linspace(means[i] - 12 * deviations[i], means[i] + 12 * deviations[i], Steps + 1, exact);
            sum += (q.LogProb(x).Exp() * (q.LogProb(x) - prior.LogProb(x))).Sum().Item() * 24 * deviations[i] / Steps;
        }
        return sum;
    }

    [Fact]
    public void A_Laplace_prior_has_its_closed_form()
    {
        var prior = new Laplace(0.1, 0.6, exact);
        var layer = Layer(prior);
        Assert.Equal(Integral(layer, prior), new BayesianPass(new RandomStream(1)).DrawAll(layer).Divergence(layer).Item(), 1e-5);
    }

    /// <summary>Blundell's mixture, and others without a closed form: right on average over 20,000 draws.</summary>
    [Fact]
    public void An_estimate_is_right_on_average()
    {
        const int Draws = 20_000;
        foreach (var prior in new Distribution[] { new ScaleMixture(0.5, 1, Math.Exp(-3), exact), new ScaleMixture(0.25, 1, 0.3, exact), new StudentT(3, 0, 1, exact) })
        {
            var layer = Layer(Prior.MonteCarlo(prior));
            var (expected, noise, sum, squares) = (Integral(layer, prior), new RandomStream(4), 0.0, 0.0);
            for (var draw = 0; draw < Draws; draw++)
            {
                using var scope = new Scope();
                var estimate = new BayesianPass(noise).DrawAll(layer).Divergence(layer).Item();
                (sum, squares) = (sum + estimate / Draws, squares + (estimate - expected) * (estimate - expected) / Draws);
            }
            Assert.Equal(expected, sum, 4 * Math.Sqrt(squares / Draws));
        }
    }

    [Fact]
    public void Priors_that_make_no_sense_are_refused_with_advice()
    {
        Refused<NotSupportedException>("Prior.MonteCarlo(distribution)", () => new BayesianLinear(2, 3, new ScaleMixture(0.5, 1, 0.1)));
        Refused<ArgumentOutOfRangeException>("from 1e-18 to 1e18", () => new BayesianLinear(2, 3, new NormalPrior(0, 1e-30)));
        Refused<ArgumentOutOfRangeException>("not Bayesian", () => new NormalPrior(0, 0));
        Refused<ArgumentOutOfRangeException>("mean", () => new NormalPrior(double.NaN, 1));
        Refused<ArgumentException>("has a normal for each of [3, 2] weights, but 'mean' has shape [3]", () => new BayesianLinear(2, 3, new WeightwisePrior(Tensor.Zeros([3, 2]), Tensor.Ones([3, 2]))));
        Refused<ArgumentException>("expected one that broadcasts to the mean's, [3, 2]", () => new WeightwisePrior(Tensor.Zeros([3, 2]), Tensor.Ones([3])));
        Refused<ArgumentException>("scale", () => new WeightwisePrior(Tensor.Zeros([3, 2]), Tensor.Zeros([3, 2])));
        Refused<ArgumentException>("Independent [] of [2]", () => new BayesianLinear(2, 3, Prior.MonteCarlo(new Independent(new Normal(Tensor.Zeros([2]), 1), 1))));

        static void Refused<E>(string part, Func<object> make) where E : Exception => Assert.Contains(part, Assert.ThrowsAny<E>(make).Message, StringComparison.Ordinal);
    }
}
