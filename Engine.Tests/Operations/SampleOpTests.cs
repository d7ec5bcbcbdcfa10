using Engine.Lanes;
using Engine.Operations;

namespace Engine.Tests.Operations;

/// <summary>The ops of variational weights on single numbers: formulas against dual numbers, float against double, and where σ underflows.</summary>
public class SampleOpTests
{
    private static readonly double[] rhos = [-1000, -200, -100, -90, -50, -21, -20, -19.9, -8, -4, -1, -1e-3, 0, 0.5, 2, 15, 40];

    [Fact]
    public void Gradients_are_those_of_the_values()
    {
        foreach (var rho in rhos)
        {
            VerifyGradient(new NormalSample(0.3, 0.7), 0.4, rho);
            VerifyGradient(new NormalVariance(0.3, 0.7), 0.4, rho);
        }
        foreach (var deviation in new[] { 0, 1e-30, 0.2, 30 }) VerifyGradient(default(ScaledNoise), 0.4, deviation);
        foreach (var variance in new[] { 1e-30, 0.2, 1, 30 }) VerifyGradient(default(NormalActivation), 0.4, variance);
    }

    /// <summary>g·f + h·d on dual numbers, by each parameter.</summary>
    private static void VerifyGradient<Op>(Op op, double a, double b) where Op : struct, ISampleOp
    {
        const double g = 1.3, h = -0.6, noise = 0.8;
        op.Gradient(new F64(a), new F64(b), new F64(noise), new F64(g), new F64(h), out var da, out var db);
        Assert.Equal(Slope(Dual<F64>.Variable(new(a)), Dual<F64>.Constant(new(b))), da.Value, 1e-12 * (1 + Math.Abs(da.Value)));
        Assert.Equal(Slope(Dual<F64>.Constant(new(a)), Dual<F64>.Variable(new(b))), db.Value, 1e-12 * (1 + Math.Abs(db.Value)));

        double Slope(Dual<F64> first, Dual<F64> second)
        {
            var y = op.Value(first, second, Dual<F64>.Constant(new(noise)), out var rest, out var ratio);
            return g * y.Slope.Value + h * (rest - Dual<F64>.Log(ratio)).Slope.Value;
        }
    }

    [Theory, InlineData(0, 1), InlineData(0.3, 0.7), InlineData(-1, 0.01)]
    public void Float_agrees_with_double(double priorMean, double priorDeviation)
    {
        foreach (var rho in rhos)
        {
            var (single, wide) = (Of<F32>(new(0.4f), new((float)rho), new(0.8f)), Of<F64>(new(0.4f), new((float)rho), new(0.8f)));
            Assert.Equal(wide.Value.Value, single.Value.Value, 4e-7 * Math.Abs(wide.Value.Value));
            Assert.Equal(wide.Divergence.Value, single.Divergence.Value, 4e-7 * (10 + wide.Divergence.Value));
            Assert.Equal(wide.ByMean.Value, single.ByMean.Value, 4e-7 * (2 + Math.Abs(wide.ByMean.Value)));
            Assert.Equal(wide.ByRho.Value, single.ByRho.Value, 6e-7 * (2 + Math.Abs(wide.ByRho.Value)));
        }

        (L Value, L Divergence, L ByMean, L ByRho) Of<L>(L mean, L rho, L noise) where L : struct, ILane<L>
        {
            var op = new NormalSample(priorMean, priorDeviation);
            var value = op.Value(mean, rho, noise, out var rest, out var ratio);
            op.Gradient(mean, rho, noise, L.Of(1.25), L.Of(0.5), out var byMean, out var byRho);
            return (value, rest - L.Log(ratio), byMean, byRho);
        }
    }

    [Theory, InlineData(-100), InlineData(-1e4)]
    public void An_underflowed_deviation_has_the_divergence_of_its_rho(double rho)
    {
        new NormalSample(0, 1).Value(new F32(0), new F32((float)rho), new F32(1), out var rest, out var ratio);
        Assert.Equal(-rho - 0.5, (rest - F32.Log(ratio)).Value, 1e-6 * -rho);
        new NormalSample(0, 1).Gradient(new F32(0), new F32((float)rho), new F32(1), new F32(1), new F32(1), out _, out var byRho);
        Assert.Equal(-1, byRho.Value, 1e-6);
    }

    [Fact]
    public void A_posterior_that_is_the_prior_has_no_divergence()
    {
        var rho = new F32(0.5413249f);              // softplus is 1
        new NormalSample(0.25, 1).Value(new F32(0.25f), rho, new F32(1), out var rest, out var ratio);
        Assert.Equal(0, (rest - F32.Log(ratio)).Value, 1e-13);
        new NormalSample(0.25, 1).Gradient(new F32(0.25f), rho, new F32(1), new F32(0), new F32(1), out var byMean, out var byRho);
        Assert.Equal(0, byMean.Value);
        Assert.Equal(0, byRho.Value, 1e-6);
    }

    [Fact]
    public void No_activation_of_variance_zero_sends_an_infinite_gradient()
    {
        default(NormalActivation).Gradient(new F32(1), new F32(0), new F32(0.5f), new F32(2), new F32(0), out var byMean, out var byVariance);
        Assert.Equal((2, 0), (byMean.Value, byVariance.Value));
    }
}
