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
        foreach (var narrow in new[] { 1e-20, 1e-30, 1e-38 })
        {
            Refused<ArgumentException>("narrower than floats hold. Give it a larger scale", () => new BayesianLinear(40, 30, Prior.MonteCarlo(new ScaleMixture(0.5, narrow, narrow))));
            Refused<ArgumentException>("ScaleMixture [] on reference", () => new BayesianLinear(40, 30, Prior.MonteCarlo(new ScaleMixture(0.5, 1e-20, narrow, exact))));
        }
        Refused<ArgumentException>("narrower than floats hold. Give it a larger scale", () => new BayesianLinear(40, 30, new Laplace(0, 1e-38)));
        Refused<ArgumentException>("scale of shape [] holds 0", () => new BayesianLinear(40, 30, new Laplace(0, 1e-50)));
        Refused<ArgumentException>("HalfNormal [] on cpu, of finite numbers ≥ 0; expected a distribution of all numbers", () => new BayesianLinear(2, 3, Prior.MonteCarlo(new HalfNormal(1))));
        Refused<ArgumentException>("expected a distribution of all numbers", () => new CorrelatedLinear(2, 3, prior: Prior.MonteCarlo(new Uniform(-1, 1))));
        Refused<ArgumentException>("Independent [] of [2]", () => new BayesianLinear(2, 3, Prior.MonteCarlo(new Independent(new Normal(Tensor.Zeros([2]), 1), 1))));

        static void Refused<E>(string part, Func<object> make) where E : Exception => Assert.Contains(part, Assert.ThrowsAny<E>(make).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(double.NaN), InlineData(1e-50), InlineData(1e30)]
    public void Posteriors_that_make_no_sense_are_refused_with_advice(double deviation)
    {
        var trained = new Sequential(new Linear(2, 3));
        foreach (var make in new Func<object>[]
        {
            () => new BayesianLinear(2, 3, initialDeviation: deviation), () => new CorrelatedLinear(2, 3, initialDeviation: deviation),
            () => new SpikeAndSlabLinear(2, 3, initialDeviation: deviation), () => new VariationalDropoutLinear(2, 3, initialDeviation: deviation),
            () => Engine.Models.Bayesian.Lift(trained, initialDeviation: deviation),
        })
        {
            var message = Assert.Throws<ArgumentOutOfRangeException>(make).Message;
            Assert.Contains($"initialDeviation is {deviation}; a posterior's deviation must be from 1e-36 to 1e18", message, StringComparison.Ordinal);
            Assert.Contains("0.02 is a usual start", message, StringComparison.Ordinal);
        }
    }

    /// <summary>A wide normal beside a narrow one holds the weights: nothing becomes infinite.</summary>
    [Theory, InlineData(1e-18), InlineData(1e-30), InlineData(1e-38)]
    public void A_narrow_part_of_a_mixture_is_no_harm(double narrow)
    {
        var layer = new BayesianLinear(40, 30, Prior.MonteCarlo(new ScaleMixture(0.25, 1, narrow)));
        using var tape = Tape.Record(layer.Parameters);
        var divergence = new BayesianPass(new RandomStream(1)).DrawAll(layer).Divergence(layer);
        Assert.True(double.IsFinite(divergence.Item()));
        Assert.All(tape.Gradient(divergence), pair => Assert.All(pair.Gradient.ToDoubles(), number => Assert.True(double.IsFinite(number))));
    }
}
