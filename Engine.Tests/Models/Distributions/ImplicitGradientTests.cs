using Engine.Lanes;
using Engine.Models;
using Engine.Operations;

namespace Engine.Tests.Models;

/// <summary>Gradients of gamma variables by their shapes, which no difference of draws with the same noise gives.</summary>
public sealed class ImplicitGradientTests
{
    /// <summary>
    /// −(∂F/∂α)/p for the distribution function F of ln g, an integral differentiated by α in its integrand, by Simpson's rule in steps
    /// from 1/400 of a deviation on. Shapes and quantiles on every branch of the op.
    /// </summary>
    [Theory]
    [InlineData(1e-3), InlineData(0.1), InlineData(0.7), InlineData(1), InlineData(1.5), InlineData(3), InlineData(5), InlineData(30), InlineData(1000), InlineData(9999), InlineData(20000)]
    public void The_op_is_the_slope_of_the_quantile(double alpha)
    {
        var bound = alpha > 1e4 ? 1e-5 : 1e-6;
        for (var z = -3.0; z <= 3; z += 0.75)
        {
            var l = Math.Log(alpha) + z / Math.Sqrt(Math.Max(alpha, 0.2));
            var expected = Slope(alpha, l);
            Assert.InRange(new GammaSlope().Value(new F64(alpha), new F64(l)).Value / expected - 1, -bound, bound);
            Assert.InRange(new GammaSlope().Value(new F32((float)alpha), new F32((float)l)).Value / expected - 1, -5e-4, 5e-4);
        }
    }

    /// <summary>pytorch PR 4262, PR 4369.</summary>
    [Fact]
    public void Tiny_shapes_give_positive_draws_with_finite_gradients()
    {
        foreach (var device in new[] { Device.Reference, Device.Cpu })
        {
            var alpha = Tensor.Of([1e-4, 1e-3, 0.01], device);
            using var tape = Tape.Record([alpha]);
            var x = new Gamma(alpha, alpha.Expand([3]) * 0 + 1).Rsample(new RandomStream(3), [1000]);
            Assert.All(x.ToDoubles(), value => Assert.True(value > 0));
            Assert.All(tape.Gradient(x.Sum(), alpha).ToDoubles(), value => Assert.True(double.IsFinite(value)));
        }
    }

    /// <summary>The mean's gradient is the gradient's mean, for three classes and more too: pytorch PR 4602 was right only for two.</summary>
    [Fact]
    public void Gradients_of_means_are_means_of_gradients()
    {
        AssertGradient(p => new Gamma(p, Tensor.Of([1.0, 2, 0.5], Device.Reference)), Tensor.Of([0.2, 1.3, 6], Device.Reference));
        AssertGradient(p => new Beta(p, Tensor.Of([1.0, 2, 0.5], Device.Reference)), Tensor.Of([0.2, 1.3, 6], Device.Reference));
        AssertGradient(p => new Dirichlet(p), Tensor.Of([0.4, 1.3, 3, 0.8], Device.Reference));
        AssertGradient(p => new InverseGamma(p, Tensor.Of([1.0, 2], Device.Reference)), Tensor.Of([8.0, 12], Device.Reference));
    }

    [Fact]
    public void Second_derivatives_exist()
    {
        var alpha = Tensor.Of(2.5, Device.Reference);
        using var tape = Tape.Record([alpha]);
        var x = new Gamma(alpha, Tensor.Of(1, Device.Reference)).Rsample(new RandomStream(4), [40_000]).Square().Mean();
        var second = tape.Gradient(tape.Gradient(x, alpha, createGraph: true), alpha).Item();
        Assert.Equal(2, second, 0.2);      // E x² = α² + α
    }

    /// <summary>Σ wᵢ·E xᵢ for weights w that differ, by every parameter, within five standard errors from 40 batches.</summary>
    private static void AssertGradient(Func<Tensor, Distribution> make, Tensor parameter)
    {
        const int Batches = 40;
        var weights = Tensor.Linspace(0.5, 2, parameter.Elements, Device.Reference);
        double[] Gradient(Func<Distribution, Tensor> of)
        {
            var p = parameter.Clone();
            using var tape = Tape.Record([p]);
            return tape.Gradient((of(make(p)) * weights).Sum(), p).ToDoubles();
        }
        var expected = Gradient(d => d.Mean);
        var given = Enumerable.Range(0, Batches).Select(i => Gradient(d => d.Rsample(new RandomStream(70, (ulong)i), [500]).Mean(0))).ToArray();
        for (var k = 0; k < expected.Length; k++)
        {
            var mean = given.Average(g => g[k]);
            var error = Math.Sqrt(given.Sum(g => (g[k] - mean) * (g[k] - mean)) / (Batches - 1) / Batches);
            Assert.InRange(Math.Abs(mean - expected[k]), 0, 5 * error + 1e-9);
        }
    }

    private static double Slope(double alpha, double l)
    {
        var psi = new Digamma().Value(new F64(alpha)).Value;
        var x = Math.Exp(l);
        double Integrand(double y) => (l + y - psi) * Math.Exp(alpha * y - x * DoubleExpm1(y));
        var side = x <= alpha ? -1 : 1;
        var (sum, near) = (0.0, 0.0);
        for (var width = 1 / Math.Sqrt(Math.Max(x, Math.Max(alpha, 1))) / 400; alpha * near - x * DoubleExpm1(near) > -60; width *= 1.002)
        {
            var far = near + side * width;
            sum += (Integrand(near) + 4 * Integrand((near + far) / 2) + Integrand(far)) * width / 6;
            near = far;
        }
        return side * sum;
    }

    private static double DoubleExpm1(double y) => new Expm1().Value(new F64(y)).Value;
}
