using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>Densities at the edges of supports and for extreme parameters, and those of vectors against their textbook formulas.</summary>
public sealed class DensityTests
{
    private const double Infinity = double.PositiveInfinity;

    public static TheoryData<string> Devices => ["reference", "cpu"];

    private static Device Named(string name) => name == "cpu" ? Device.Cpu : Device.Reference;

    /// <summary>pytorch#92260, #65811, pyro#704.</summary>
    [Theory, MemberData(nameof(Devices))]
    public void At_the_edges(string name)
    {
        var device = Named(name);
        double At(Distribution d, double x) => d.LogProb(Tensor.Of(x, device)).Item();
        Assert.Equal(0, At(new Beta(1, 1, device), 0), 1e-6);
        Assert.Equal(0, At(new Beta(1, 1, device), 1), 1e-6);
        Assert.Equal(-Infinity, At(new Beta(2, 2, device), 0));
        Assert.Equal(-Infinity, At(new Beta(2, 2, device), 1));
        Assert.Equal(Infinity, At(new Beta(0.5, 2, device), 0));
        Assert.Equal(Math.Log(3), At(new Gamma(1, 3, device), 0), 1e-6);
        Assert.Equal(-Infinity, At(new Gamma(2, 3, device), 0));
        Assert.Equal(Infinity, At(new Gamma(0.5, 3, device), 0));
        Assert.Equal(Math.Log(2), new Dirichlet(Tensor.Of([1.0, 1, 1], device)).LogProb(Tensor.Of([0.0, 1, 0], device)).Item(), 1e-6);
        Assert.Equal(0, At(Binomial.FromProbabilities(5, Tensor.Of(0, device)), 0), 1e-12);
        Assert.Equal(-Infinity, At(Binomial.FromProbabilities(5, Tensor.Of(0, device)), 1));
        Assert.Equal(0, At(Binomial.FromProbabilities(5, Tensor.Of(1, device)), 5), 1e-12);
        Assert.Equal(-2.5, At(new Poisson(2.5, device), 0), 1e-6);
    }

    /// <summary>pytorch#18254: T = 0.05, logit −5. pytorch#76030, #90663: a Dirichlet of 1e-3. pytorch#28441: a slope at 1e-39.</summary>
    [Theory, MemberData(nameof(Devices))]
    public void Small_values_have_finite_densities(string name)
    {
        var device = Named(name);
        var relaxed = new RelaxedBernoulli(0.05, -5, device);
        var x = relaxed.Sample(new RandomStream(5), [1000]);
        Assert.All(relaxed.LogProb(x).ToDoubles(), value => Assert.True(double.IsFinite(value)));
        Assert.True(double.IsFinite(relaxed.LogProb(Tensor.Of(0, device)).Item()));

        var vertices = new Dirichlet(Tensor.Of([1e-3, 1e-3, 1e-3], device)).Sample(new RandomStream(6), [1000]).Max(1).Greater(0.999).Mean().Item();
        Assert.InRange(vertices, 0.97, 1);

        var tiny = Tensor.Of([1e-39, 0.5, 0.5], device);
        using var tape = Tape.Record([tiny]);
        var slope = tape.Gradient(new Dirichlet(Tensor.Of([1.0, 2, 3], device)).LogProb(tiny), tiny).ToDoubles();
        Assert.All(slope, value => Assert.True(double.IsFinite(value), $"{value}"));
    }

    /// <summary>Float against double where the textbook's formula subtracts numbers of 10⁷, and where scales are at the ends of float.</summary>
    [Fact]
    public void Extreme_parameters_in_float()
    {
        static void Near(Func<Device, Distribution> make, double x, double bound = 2e-3)
        {
            var exact = make(Device.Reference).LogProb(Tensor.Of((float)x, Device.Reference)).Item();
            var given = make(Device.Cpu).LogProb(Tensor.Of(x)).Item();
            Assert.True(double.IsFinite(exact), make(Device.Reference).ToString());
            Assert.InRange(given - exact, -bound - 1e-6 * Math.Abs(exact), bound + 1e-6 * Math.Abs(exact));
        }
        Near(d => new Gamma(1e6, 1e3, d), 1001);
        Near(d => new Poisson(1e6, d), 1e6 + 500);
        Near(d => Binomial.FromLogits(1_000_000, Tensor.Of(0.0, d)), 500_300);
        Near(d => new Beta(1e6, 1e6, d), 0.5003, 0.1);      // 1 − x has lost digits of x
        Near(d => new StudentT(1e8, 0, 1, d), 1.5);
        foreach (var scale in new[] { 1e-30, 1e30 })
        {
            Near(d => new Normal(0, (float)scale, d), 0.7 * scale);
            Near(d => new Laplace(0, (float)scale, d), 0.7 * scale);
            Near(d => new Cauchy(0, (float)scale, d), 0.7 * scale);
            Near(d => new Exponential((float)(1 / scale), d), 0.7 * scale);
            Near(d => new HalfNormal((float)scale, d), 0.7 * scale);
            Near(d => new Gamma(2, (float)(1 / scale), d), 0.7 * scale);
        }
    }

    [Fact]
    public void Large_counts_have_their_mean_and_variance()
    {
        var poisson = new Poisson(1e6, Device.Reference).Sample(new RandomStream(8), [20_000]);
        Assert.Equal(1e6, poisson.Mean().Item(), 5 * 1000 / Math.Sqrt(20_000));
        Assert.Equal(1, poisson.Variance().Item() / 1e6, 0.05);
        var binomial = Binomial.FromLogits(1_000_000, Tensor.Of(1.0, Device.Reference));
        var draws = binomial.Sample(new RandomStream(8), [20_000]);
        Assert.Equal(binomial.Mean.Item(), draws.Mean().Item(), 5 * Math.Sqrt(binomial.Variance.Item() / 20_000));
        Assert.Equal(1, draws.Variance().Item() / binomial.Variance.Item(), 0.05);
    }

    /// <summary>tensorflow#6891.</summary>
    [Theory, MemberData(nameof(Devices))]
    public void The_logarithm_of_the_normal_distribution_function_far_out(string name)
    {
        var device = Named(name);
        var y = new Normal(0, 1, device).LogCdf(Tensor.Of([-6, -40, 0, 9.0], device)).ToDoubles();
        Assert.Equal(-20.736769, y[0], 1e-5);
        Assert.Equal(-804.608442, y[1], 1e-3);
        Assert.Equal(-0.693147181, y[2], 1e-6);
        Assert.Equal(-1.1285884e-19, y[3], 1e-24);
    }

    [Fact]
    public void Scale_mixtures_known_values()
    {
        static void Is(double expected, double weight, double first, double second, double x, double bound = 1e-8) =>
            Assert.Equal(expected, new ScaleMixture(weight, first, second, Device.Reference).LogProb(Tensor.Of(x, Device.Reference)).Item(), bound);
        Is(-1249.3095, 0.5, 0.1, 0.002, 5, 5e-5);      // four decimals are known
        Is(-2.0023814970, 0.25, 1, Math.Exp(-6), 0.01);
        Is(-2.4302328943, 0.25, 1, Math.Exp(-6), 0.5);
    }

    [Fact]
    public void Vectors_against_the_textbook()
    {
        var x = Tensor.Of([[0.3, -1.2, 2], [1, 0.5, -0.4]], Device.Reference);
        var (w, d) = (Tensor.Of([[1.0], [0.5], [-0.3]], Device.Reference), Tensor.Of([0.5, 1, 2], Device.Reference));
        var covariance = w.MatMul(w, transposeB: true) + Tensor.Eye(3, Device.Reference) * d;
        var mean = Tensor.Of([0.1, 0.2, 0.3], Device.Reference);
        var full = MultivariateNormal.FromCovariance(mean, covariance);
        Assert.True(new LowRankNormal(mean, w, d).LogProb(x).AllClose(full.LogProb(x), rtol: 1e-12));
        Assert.Equal(new LowRankNormal(mean, w, d).Entropy().Item(), full.Entropy().Item(), 1e-12);
        var diagonal = MultivariateNormal.FromCovariance(mean, Tensor.Eye(3, Device.Reference) * d);
        Assert.True(diagonal.LogProb(x).AllClose(new Independent(new Normal(mean, d.Sqrt()), 1).LogProb(x), rtol: 1e-12));
        var p = Tensor.Of([0.2, 0.8], Device.Reference);
        var ab = Tensor.Of([2.5, 0.7], Device.Reference);
        Assert.Equal(new Beta(2.5, 0.7, Device.Reference).LogProb(Tensor.Of(0.2, Device.Reference)).Item(), new Dirichlet(ab).LogProb(p).Item(), 1e-12);
        // Two classes of a relaxed one-hot are a relaxed Bernoulli of the difference of the logits; dx is the same.
        var relaxed = new RelaxedOneHotCategorical(Tensor.Of(0.7, Device.Reference), Tensor.Of([0.4, -0.5], Device.Reference));
        Assert.Equal(new RelaxedBernoulli(0.7, 0.9, Device.Reference).LogProb(Tensor.Of(0.2, Device.Reference)).Item(), relaxed.LogProb(p).Item(), 1e-12);
    }

    /// <summary>Laplace#268: samples used the factor untransposed.</summary>
    [Fact]
    public void Samples_of_vectors_have_the_covariance()
    {
        var covariance = Tensor.Of([[2.0, 1], [1, 1]], Device.Reference);
        var x = MultivariateNormal.FromCovariance(Tensor.Zeros([2], Device.Reference), covariance).Sample(new RandomStream(9), [200_000]);
        Assert.True((x.MatMul(x, transposeA: true) / 200_000.0).AllClose(covariance, rtol: 0, atol: 0.03));
    }

    [Fact]
    public void Bad_parameters_and_values_are_refused()
    {
        static void Refused(string message, Func<object> make) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
        Refused("scale of shape [] holds 0", () => new Laplace(0, 0));
        Refused("rate of shape [] holds -1", () => new Gamma(1, -1));
        Refused("concentration of shape [] holds 0", () => new Gamma(0, 1));
        Refused("high − low of shape [] holds 0", () => new Uniform(1, 1));
        Refused("expected numbers from 0 to 1", () => new Uniform(0, 1).LogProb(Tensor.Of(2)));
        Refused("covariance of shape [2, 2]: matrix 0", () => MultivariateNormal.FromCovariance(Tensor.Zeros([2]), Tensor.Of([[1.0, 2], [2, 1]])));
        Refused("covariance of shape [2, 2]: matrix 0", () => MultivariateNormal.FromCovariance(Tensor.Zeros([2]), Tensor.Of([[1, 0.5], [0.2, 1]])));
        Refused("scaleTril of shape [2, 2]: matrix 0", () => MultivariateNormal.FromScaleTril(Tensor.Zeros([2]), Tensor.Of([[1.0, 2], [2, 1]])));
        Refused("mean has shape [3]; expected [..., 2]", () => MultivariateNormal.FromScaleTril(Tensor.Zeros([3]), Tensor.Eye(2)));
        Refused("components has batch shape []; expected [..., 2]", () => new Mixture(Categorical.FromLogits(Tensor.Zeros([2])), new Normal(0, 1)));
        Refused("axes is 1; expected 0 to 0", () => new Independent(new Normal(0, 1), 1));
        Refused("count is -1", () => Binomial.FromLogits(-1, Tensor.Zeros([1])));
        Refused("weight of shape [] holds 1", () => new ScaleMixture(1, 1, 1));
        Refused("value of shape [2]: row 0 is [0.5, 0.25]; expected numbers that add up to 1", () => new Dirichlet(Tensor.Ones([2])).LogProb(Tensor.Of([0.5, 0.25])));
        Refused("value of shape [2]: row 0 is [1, 1]; expected a single 1", () => OneHotCategorical.FromLogits(Tensor.Zeros([2])).LogProb(Tensor.Ones([2])));
        Refused("value of shape [] holds 0.5", () => new Poisson(1).LogProb(Tensor.Of(0.5)));
    }

    [Fact]
    public void What_has_no_formula_says_so_by_name() =>
        Assert.Equal("ScaleMixture has no entropy in closed form here. Estimate it from samples.", Assert.Throws<NotSupportedException>(() => new ScaleMixture(0.5, 1, 2).Entropy()).Message);

    [Fact]
    public void Draws_agree_between_devices_and_do_not_shift_their_neighbours()
    {
        var alone = new Gamma(0.5, 1).Sample(new RandomStream(11), [3]).ToDoubles();
        var among = new Gamma(Tensor.Of([0.5, 7, 0.5]), Tensor.Ones([3])).Sample(new RandomStream(11)).ToDoubles();
        Assert.Equal((alone[0], alone[2]), (among[0], among[2]));
        Assert.Equal(new Poisson(30).Sample(new RandomStream(12), [100]).ToDoubles(), new Poisson(30, Device.Reference).Sample(new RandomStream(12), [100]).ToDoubles());
    }
}
