using Engine.Models;

namespace Engine.Tests.Models.Bayesian;

/// <summary>The horseshoe: its closed-form divergence against integrals, and that it switches inputs off which the data do not need.</summary>
public class HorseshoeTests
{
    private static readonly Device exact = Device.Reference;

    private static ScalePosterior Scale(double mean, double deviation, double bound)
    {
        var scale = new ScalePosterior([1], bound, exact);
        scale.Mean.CopyFrom(Tensor.Of([mean], exact));
        scale.Rho.CopyFrom(Tensor.Of([NormalPosterior.InverseSoftplus(deviation)], exact));
        return scale;
    }

    /// <summary>The trapezoid rule on a function that falls to 0 at both ends.</summary>
    private static double Integral(Func<double, double> f, double low, double high, int steps)
    {
        var h = (high - low) / steps;
        return Enumerable.Range(0, steps + 1).Sum(k => f(low + k * h)) * h;
    }

    /// <summary>
    /// KL(q(x)q(c) ‖ p(x|c)p(c)) over a grid of ln x and ln c, x = λ², with the densities written out: p(x|c) = InverseGamma(½, 1/c),
    /// p(c) = InverseGamma(½, 1/b²), q(c) = InverseGamma(1, E[1/x] + 1/b²).
    /// </summary>
    [Theory, InlineData(0.3, 0.4, 1), InlineData(-1.5, 0.2, 0.5), InlineData(1, 0.7, 3)]
    public void Divergence_of_a_scale_is_the_integral_over_it_and_its_auxiliary_variable(double mean, double deviation, double bound)
    {
        var (m, s) = (2 * mean, 2 * deviation);
        var rate = Math.Exp(-m + s * s / 2) + 1 / (bound * bound);
        var center = Math.Log(rate);
        var expected = Integral(u => Integral(v =>
        {
            var logQx = -0.5 * (u - m) * (u - m) / (s * s) - Math.Log(s) - 0.5 * Math.Log(2 * Math.PI);               // of u = ln x
            var logQc = Math.Log(rate) - v - rate * Math.Exp(-v);                                                     // of v = ln c
            return Math.Exp(logQx + logQc) * (logQx + logQc - LogInverseGamma(u, Math.Exp(-v)) - LogInverseGamma(v, 1 / (bound * bound)));
        }, center - 5, center + 45, 1500), m - 9 * s, m + 9 * s, 200);
        Assert.Equal(expected, Scale(mean, deviation, bound).Divergence().Item(), 1e-6);

        // Density of u = ln x for x ~ InverseGamma(½, rate): rate^½/Γ(½)·x^(−½)·e^(−rate/x).
        static double LogInverseGamma(double u, double rate) => 0.5 * Math.Log(rate / Math.PI) - 0.5 * u - rate * Math.Exp(-u);
    }

    /// <summary>Never below the divergence from the half-Cauchy itself, and by little above it for a narrow posterior.</summary>
    [Theory, InlineData(0.3, 0.4, 1), InlineData(-1.5, 0.05, 0.5), InlineData(1, 0.7, 3), InlineData(-4, 0.3, 1), InlineData(5, 0.3, 1)]
    public void Divergence_of_a_scale_bounds_that_from_the_half_Cauchy(double mean, double deviation, double bound)
    {
        var fromHalfCauchy = Integral(u =>
        {
            var logQ = -0.5 * (u - mean) * (u - mean) / (deviation * deviation) - Math.Log(deviation) - 0.5 * Math.Log(2 * Math.PI);
            var logP = Math.Log(2 / (Math.PI * bound)) - Math.Log(1 + Math.Exp(2 * u) / (bound * bound)) + u;
            return Math.Exp(logQ) * (logQ - logP);
        }, mean - 12 * deviation, mean + 12 * deviation, 4000);
        Assert.InRange(Scale(mean, deviation, bound).Divergence().Item() - fromHalfCauchy, -1e-9, 2 * deviation * deviation);
    }

    /// <summary>E[ln q(w) − ln p(w|λ, τ)] over draws of weights and scales.</summary>
    [Fact]
    public void The_price_of_the_weights_is_the_average_over_weights_and_scales()
    {
        const int Draws = 100_000;
        var layer = new BayesianLinear(3, 2, new Horseshoe(0.5), bias: false, initialDeviation: 0.3).To(exact);
        var scales = (HorseshoeScales)layer.Weight.Prior;
        scales.Local.Mean.CopyFrom(Tensor.Of([0.2, -1, 0.5], exact));
        scales.Global.Mean.CopyFrom(Tensor.Of([-0.3], exact));
        var noise = new RandomStream(3);
        var (w, local, global) = (layer.Weight.Distribution.Sample(noise, [Draws]), Log(scales.Local).Sample(noise, [Draws]), Log(scales.Global).Sample(noise, [Draws]));
        var deviations = (local + global).Exp().Unsqueeze(1).Expand([Draws, 2, 3]);
        var ratios = (layer.Weight.Distribution.LogProb(w) - new Normal(Tensor.Zeros([], exact), deviations).LogProb(w)).Sum([-2, -1]);
        var given = new BayesianPass(new RandomStream(1)).DrawAll(layer).Divergence(layer).Item() - scales.Local.Divergence().Item() - scales.Global.Divergence().Item();
        Assert.Equal(ratios.Mean().Item(), given, 4 * Math.Sqrt(ratios.Variance().Item() / Draws));

        static Normal Log(ScalePosterior scale) => new(scale.Mean, scale.Rho.Softplus());
    }

    /// <summary>Eight inputs of which two matter: the others' scales shrink, the two keep their weights better than under a normal prior that is as narrow.</summary>
    [Fact]
    public void Inputs_that_do_not_matter_are_switched_off()
    {
        var x = Tensor.Randn([60, 8], seed: 1, exact);
        var y = x.MatMul(Tensor.Of([[2.0], [-1.5], [0], [0], [0], [0], [0], [0]], exact)) + Tensor.Randn([60, 1], seed: 2, exact) * 0.5;
        var layer = new BayesianLinear(8, 1, new Horseshoe(), WeightEstimator.LocalReparameterization, initialDeviation: 0.1).To(exact);
        GaussianRegression.Fit(layer, x, y, 0.25, steps: 3000);
        var scales = ((HorseshoeScales)layer.Weight.Prior).Scales.ToDoubles();
        Assert.True(scales[..2].Min() > 5 * scales[2..].Max(), string.Join(" ", scales));
        var means = layer.Weight.Mean.ToDoubles();
        Assert.Equal(2, means[0], 0.25);
        Assert.Equal(-1.5, means[1], 0.25);
        Assert.All(means[2..], mean => Assert.InRange(mean, -0.15, 0.15));
    }

    [Fact]
    public void Its_settings_are_checked_and_a_bias_has_no_scale()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Horseshoe(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Horseshoe(double.NaN));
        Assert.Contains("before it is part of a layer", Assert.Throws<InvalidOperationException>(() => new Horseshoe().Divergence(Tensor.Ones([1]), Tensor.Ones([1]), () => Tensor.Ones([1]))).Message, StringComparison.Ordinal);
        var layer = new BayesianLinear(4, 3, new Horseshoe());
        Assert.IsType<NormalPrior>(layer.Bias!.Prior);
        Assert.Equal([4], ((HorseshoeScales)layer.Weight.Prior).Scales.Shape);
        Assert.Equal(2 * (12 + 3) + 2 * (4 + 1), layer.ParameterCount);
    }
}
