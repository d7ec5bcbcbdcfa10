using CsCheck;
using Engine.Models;

namespace Engine.Tests.Models;

public sealed class KlTests
{
    private static readonly Device exact = Device.Reference;

    [Fact]
    public void Known_values()
    {
        static void Is(double expected, Distribution q, Distribution p) => Assert.Equal(expected, Kl.Divergence(q, p).Item(), 1e-9);
        Is(1.3068528194400546, new Normal(1, 2, exact), new Normal(0, 1, exact));
        Is(0.4313576118, new Normal(0.5, 0.7, exact), new Normal(-0.3, 1.2, exact));
        Is(0.0822828785, Bernoulli.FromProbabilities(0.3, exact), Bernoulli.FromProbabilities(0.5, exact));
        Is(0.2464125104, new Laplace(0.5, 1, exact), new Laplace(0, 2, exact));
        Is(0.1159315157, new Gamma(3, 2, exact), new Gamma(2, 1, exact));
        Is(0.2349066498, new Beta(2, 3, exact), new Beta(1, 1, exact));
        Is(0.8068528194, new Dirichlet(Tensor.Of([1.0, 2, 3], exact)), new Dirichlet(Tensor.Of([2.0, 2, 2], exact)));
        Is(0.1931471806, new Exponential(2, exact), new Exponential(1, exact));
        Is(0.3181471806, new HalfNormal(1, exact), new HalfNormal(2, exact));
        Is(0.2163953243, new Poisson(3, exact), new Poisson(2, exact));
        var (standard, correlated) = (Tensor.Of([[1.0, 0], [0, 1]], exact), Tensor.Of([[1, 0.8], [0.8, 1]], exact));
        var zero = Tensor.Zeros([2], exact);
        Is(1.0108256238, MultivariateNormal.FromCovariance(Tensor.Of([1.0, 0], exact), correlated), MultivariateNormal.FromCovariance(zero, standard));
        Is(1.2669521540, MultivariateNormal.FromCovariance(zero, standard), MultivariateNormal.FromCovariance(zero, correlated));
        Is(1.9088830834, new Independent(new Normal(Tensor.Zeros([6], exact), 0.5), 1), new Independent(new Normal(Tensor.Zeros([6], exact), 1.0), 1));
        Is(0.0689592746, Of([0.2, 0.3, 0.5]), Of([1 / 3.0, 1 / 3.0, 1 / 3.0]));
    }

    [Theory, MemberData(nameof(DistributionCases.WithDivergence), MemberType = typeof(DistributionCases))]
    public void Of_a_distribution_from_itself_it_is_zero(DistributionCase each)
    {
        foreach (var device in new[] { Device.Reference, Device.Cpu })
            Assert.All(Kl.Divergence(each.On(device), each.On(device)).ToDoubles(), value => Assert.Equal(0, value));
    }

    /// <summary>pytorch#32520, #80488.</summary>
    [Fact]
    public void Equal_softmaxes_have_no_divergence()
    {
        foreach (var device in new[] { Device.Reference, Device.Cpu })
        {
            var logits = Tensor.Of([1, 2, 3], device);
            Assert.InRange(Kl.Divergence(Categorical.FromLogits(logits), Categorical.FromProbabilities(logits.Softmax())).Item(), 0, 1e-6);
        }
    }

    /// <summary>E_q[ln q − ln p] on a fine grid: Simpson's rule over ±12 deviations, with a node at the kink.</summary>
    [Theory]
    [InlineData(0.3, 1, 0.3, 0.5), InlineData(-1, 0.2, 0.5, 1), InlineData(2, 3, -1, 0.7), InlineData(0, 1e-3, 0, 1)]
    public void A_normal_from_a_Laplace_by_quadrature(double mean, double scale, double location, double b)
    {
        var (q, p) = (new Normal(mean, scale, exact), new Laplace(location, b, exact));
        var kink = Math.Clamp(location, mean - 6 * scale, mean + 6 * scale);
        Assert.Equal(Between(mean - 12 * scale, kink) + Between(kink, mean + 12 * scale), Kl.Divergence(q, p).Item(), 1e-10);

        double Between(double from, double to)
        {
            const int Steps = 4000;
            var x = Tensor.Linspace(from, to, Steps + 1, exact);
            var weights = Tensor.From([.. Enumerable.Range(0, Steps + 1).Select(k => k is 0 or Steps ? 1.0 : k % 2 == 1 ? 4 : 2)], [Steps + 1], exact);
            return (weights * q.LogProb(x).Exp() * (q.LogProb(x) - p.LogProb(x))).Sum().Item() * (to - from) / Steps / 3;
        }
    }

    private static readonly Gen<double> number = Gen.Double[-20, 20];

    /// <summary>The last bit of a small difference may round below 0, by no more than this.</summary>
    private const double Rounding = 1e-15;

    [Fact]
    public void Normals_are_never_nearer_than_zero() =>
        Gen.Select(number, Gen.Double[-3, 3], number, Gen.Double[-3, 3]).Sample((m, s, n, t) =>
            Kl.Divergence(new Normal(m, Math.Exp(s), exact), new Normal(n, Math.Exp(t), exact)).Item() >= -Rounding);

    [Fact]
    public void Bernoullis_are_never_nearer_than_zero() =>
        Gen.Select(number, number, Gen.Double[-1e-6, 1e-6]).Sample((l, m, near) =>
            Kl.Divergence(Bernoulli.FromLogits(l, exact), Bernoulli.FromLogits(m, exact)).Item() >= -Rounding
            && Kl.Divergence(Bernoulli.FromLogits(l, exact), Bernoulli.FromLogits(l + near, exact)).Item() >= -Rounding);

    [Fact]
    public void Categoricals_are_never_nearer_than_zero() =>
        Gen.Select(number.Array[5], number.Array[5]).Sample((l, m) =>
            Kl.Divergence(Categorical.FromLogits(Tensor.Of(l, exact)), Categorical.FromLogits(Tensor.Of(m, exact))).Item() >= -Rounding);

    [Fact]
    public void Small_divergences_keep_their_digits()
    {
        // KL = δ²/2 − δ³/3 + … for scales 1 and 1 + δ, up to the sign of the cubic term: far below float's rounding of ln.
        Assert.Equal(1e-6, Kl.Divergence(new Normal(0, 1.001), new Normal(0, 1)).Item(), 2e-9);
        var q = Bernoulli.FromLogits(0.0);
        Assert.Equal(1.25e-7, Kl.Divergence(q, Bernoulli.FromLogits(0.001)).Item(), 2e-10);
    }

    [Fact]
    public void Impossible_classes()
    {
        Assert.Equal(Math.Log(2), Kl.Divergence(Of([0.5, 0, 0.5]), Of([0.25, 0.5, 0.25])).Item(), 1e-12);
        Assert.Equal(0, Kl.Divergence(Of([0.5, 0, 0.5]), Of([0.5, 0, 0.5])).Item());
        Assert.Equal(double.PositiveInfinity, Kl.Divergence(Of([0.5, 0.5]), Of([1, 0])).Item());
        Assert.Equal(Math.Log(2), Kl.Divergence(Bernoulli.FromProbabilities(0, exact), Bernoulli.FromProbabilities(0.5, exact)).Item(), 1e-12);
        Assert.Equal(double.PositiveInfinity, Kl.Divergence(Bernoulli.FromProbabilities(0.5, exact), Bernoulli.FromProbabilities(1, exact)).Item());
        // Float: q's class has e⁻¹⁰⁰, which underflows, and p's does not.
        Assert.Equal(Math.Log(2), Kl.Divergence(Bernoulli.FromLogits(-100.0), Bernoulli.FromLogits(0.0)).Item(), 1e-6);
        Assert.Equal(50, Kl.Divergence(Bernoulli.FromLogits(0.0), Bernoulli.FromLogits(-100.0)).Item() + Math.Log(2), 1e-4);
    }

    [Fact]
    public void Shapes_broadcast()
    {
        var q = new Normal(Tensor.Zeros([4, 3], exact), 2.0);
        Assert.Equal([4, 3], Kl.Divergence(q, new Normal(0, 1, exact)).Shape);
        Assert.Equal([4, 3], Kl.Divergence(new Normal(0, 1, exact), q).Shape);
        Assert.Equal([4, 3], Kl.MonteCarlo(new Normal(0, 1, exact), q, 10, new RandomStream(1)).Shape);
        Assert.Equal([4, 3], Kl.MonteCarlo(q, new Normal(0, 1, exact), 10, new RandomStream(1)).Shape);
    }

    [Fact]
    public void Without_a_formula_the_error_names_both_types_and_the_estimate()
    {
        var message = Assert.Throws<NotSupportedException>(() => Kl.Divergence(new Normal(0, 1), Bernoulli.FromLogits(0.0))).Message;
        Assert.Contains("divergence of Normal from Bernoulli", message, StringComparison.Ordinal);
        Assert.Contains("Kl.MonteCarlo(q, p, samples, rng)", message, StringComparison.Ordinal);
        Assert.Contains("3 classes from one with 2", Assert.Throws<ArgumentException>(() => Kl.Divergence(Of([0.2, 0.3, 0.5]), Of([0.5, 0.5]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_estimate_approaches_the_formula_with_its_gradient()
    {
        var mean = Tensor.Of(1, exact);
        using var tape = Tape.Record([mean]);
        var estimate = Kl.MonteCarlo(new Normal(mean, 2.0), new Normal(0, 1, exact), 100_000, new RandomStream(3));
        Assert.Equal(1.3068528194, estimate.Item(), 0.05);      // a standard error is 0.008
        Assert.Equal(1, tape.Gradient(estimate, mean).Item(), 0.05);
        Assert.Contains("samples is 0", Assert.Throws<ArgumentOutOfRangeException>(() => Kl.MonteCarlo(new Normal(0, 1), new Normal(0, 1), 0, new RandomStream(3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_can_be_added()
    {
        Kl.Register<PointMass, Normal>((q, p) => -p.LogProb(q.Mean));
        Assert.Equal(0.9189385332, Kl.Divergence(new PointMass(), new Normal(0, 1, exact)).Item(), 1e-9);
    }

    private static Categorical Of(double[] probabilities) => Categorical.FromProbabilities(Tensor.Of(probabilities, exact));

    private sealed class PointMass() : Distribution([], exact, validate: false)
    {
        public override Tensor Mean => Tensor.Of(0, exact);
        public override Tensor Variance => Tensor.Of(0, exact);
        public override Tensor Entropy() => Tensor.Of(0, exact);
        protected internal override Distribution With(Func<Tensor, Tensor> map) => this;
        protected override Tensor Draw(RandomStream rng, Shape sampleShape) => Tensor.Zeros(sampleShape, exact);
        protected override Tensor LogDensity(Tensor value) => value;
        public override Constraint Support => Constraint.Real;
    }
}
