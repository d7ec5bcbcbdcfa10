using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>Scales of 1e-30 and 1e30 and counts of 10⁶ in float: what the formulas give there against double, and against themselves at scale 1.</summary>
public sealed class ExtremeParameterTests
{
    /// <summary>Distributions of s·x, where x does not depend on s.</summary>
    private static readonly Dictionary<string, Func<double, Device, Distribution>> scaled = new()
    {
        ["normal"] = (s, on) => new Normal(0.5 * s, s, on),
        ["log-normal"] = (s, on) => new LogNormal(Math.Log(s), 0.5, on),
        ["Laplace"] = (s, on) => new Laplace(0.5 * s, s, on),
        ["logistic"] = (s, on) => new Logistic(0.5 * s, s, on),
        ["Student's t"] = (s, on) => new StudentT(5, 0.5 * s, s, on),
        ["Cauchy"] = (s, on) => new Cauchy(0.5 * s, s, on),
        ["half-normal"] = (s, on) => new HalfNormal(s, on),
        ["half-Cauchy"] = (s, on) => new HalfCauchy(s, on),
        ["uniform"] = (s, on) => new Uniform(0, s, on),
        ["exponential"] = (s, on) => new Exponential(1 / s, on),
        ["gamma"] = (s, on) => new Gamma(2.5, 1 / s, on),
        ["inverse gamma"] = (s, on) => new InverseGamma(3, s, on),
        ["scale mixture"] = (s, on) => new ScaleMixture(0.3, s, 0.1 * s, on),
        ["independent"] = (s, on) => new Independent(new Normal(Tensor.Zeros([2], on), s), 1),
        ["mixture"] = (s, on) => new Mixture(Categorical.FromLogits(Tensor.Zeros([2], on)), new Normal(Tensor.Of([-s, s], on), s)),
        ["vectors"] = (s, on) => MultivariateNormal.FromScaleTril(Tensor.Zeros([2], on), Tensor.Of([[s, 0], [0.5 * s, 2 * s]], on)),
        ["affine"] = (s, on) => new Transformed(new Laplace(0, 1, on), Bijector.Affine(Tensor.Of(0, on), Tensor.Of(s, on))),
    };

    public static TheoryData<string> Scaled => [.. scaled.Keys];

    [Theory, MemberData(nameof(Scaled))]
    public void A_scale_moves_values_and_adds_its_logarithm(string name)
    {
        var make = scaled[name];
        var one = make(1, Device.Reference);
        var x = one.Sample(new RandomStream(6), [20]);
        foreach (var scale in new[] { 1e-30, 1e30 })
        {
            var d = make(scale, Device.Cpu);
            var logScale = Math.Log(scale) * Math.Max(1, one.EventShape.Rank > 0 ? one.EventShape[0] : 1);
            Near(one.LogProb(x) - logScale, d.LogProb(Tensor.From([.. x.ToDoubles().Select(value => value * scale)], x.Shape)), "log-probability");
            var draws = d.Sample(new RandomStream(6), [20]);
            Near(x, Tensor.From([.. draws.ToDoubles().Select(value => value / scale)], x.Shape, Device.Reference), "draws");
            if (name is "scale mixture" or "mixture") continue;      // no entropy, no divergence
            Near(one.Entropy() + logScale, d.Entropy(), "entropy");
            if (name is "Student's t" or "logistic" or "affine") continue;      // no divergence, or of another bijector
            Near(Kl.Divergence(one, make(1.7, Device.Reference)), Kl.Divergence(d, make(1.7 * scale, Device.Cpu)), "divergence");
        }
    }

    /// <summary>Parameters of counts, with one a little off.</summary>
    private static readonly Dictionary<string, Func<double, Device, Distribution>> counted = new()
    {
        ["gamma"] = (a, on) => new Gamma(a, 3, on),
        ["inverse gamma"] = (a, on) => new InverseGamma(a, 3, on),
        ["beta"] = (a, on) => new Beta(a, 1e6, on),
        ["Dirichlet"] = (a, on) => new Dirichlet(Tensor.Of([a, 1e6, 2e5], on)),
        ["Poisson"] = (a, on) => new Poisson(a, on),
        ["binomial"] = (a, on) => Binomial.FromLogits(1_000_000, Tensor.Of(a / 1e6, on)),
        ["Student's t"] = (a, on) => new StudentT(a, 0, 2, on),
    };

    public static TheoryData<string> Counted => [.. counted.Keys];

    [Theory, MemberData(nameof(Counted))]
    public void Counts_of_a_million_keep_their_digits(string name)
    {
        var make = counted[name];
        Near(make(1e6, Device.Reference).Entropy(), make(1e6, Device.Cpu).Entropy(), "entropy");
        if (name == "Student's t") return;
        foreach (var near in new[] { 1.001e6, 1e6 + 256, 0.5e6 })
        {
            var (q, p) = (make(1e6, Device.Cpu), make(near, Device.Cpu));
            var (given, expected) = (Kl.Divergence(q, p), Kl.Divergence(q.To(Device.Reference), p.To(Device.Reference)));      // of the same rounded parameters
            Assert.InRange(given.Item() - expected.Item(), -1e-3 * expected.Item() - 2e-6, 1e-3 * expected.Item() + 2e-6);
        }
    }

    /// <summary>From 400 on, the sum becomes a series: no step in between, and a normal's entropy far out.</summary>
    [Fact]
    public void The_entropy_of_counts_is_right_on_both_sides_of_its_series()
    {
        double Of(double rate) => new Poisson(rate, Device.Reference).Entropy().Item();
        double Exact(double rate) => -Enumerable.Range(0, 1000).Select(k => k * Math.Log(rate) - rate - Enumerable.Range(1, k).Sum(i => Math.Log(i))).Sum(log => Math.Exp(log) * log);
        foreach (var rate in new[] { 0.01, 1, 30, 399, 401 }) Assert.Equal(Exact(rate), Of(rate), 1e-9);
        Assert.Equal(0.5 * Math.Log(2 * Math.PI * Math.E * 1e12), Of(1e12), 1e-12);
        Assert.Equal(Math.Log(2) * 1.5, Binomial.FromProbabilities(2, Tensor.Of(0.5, Device.Reference)).Entropy().Item(), 1e-12);      // ¼, ½, ¼
        Assert.Equal(0, Binomial.FromProbabilities(7, Tensor.Of(0, Device.Reference)).Entropy().Item());
        Assert.Equal(0, Binomial.FromProbabilities(0, Tensor.Of(0.3, Device.Reference)).Entropy().Item());
    }

    private static void Near(Tensor expected, Tensor given, string what) =>
        Assert.True(given.To(Device.Reference).AllClose(expected, rtol: 2e-5, atol: 2e-5), $"{what}: {given}, expected {expected}");
}
