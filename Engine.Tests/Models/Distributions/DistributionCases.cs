using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>A distribution to be tested as a function of its parameters.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Make">The distribution of given parameters, validating or not.</param>
/// <param name="Parameters">Their values, on the reference device.</param>
/// <param name="Support">Every value of a discrete distribution of numbers, but for less than 1e-12; null for a continuous one.</param>
/// <param name="Implicit">Draws are made by rejection: differences of them with the same noise are no derivatives.</param>
public sealed record DistributionCase(string Name, Func<Tensor[], bool, Distribution> Make, Tensor[] Parameters, double[]? Support = null, bool Implicit = false)
{
    /// <summary>Whether values may be differentiated by.</summary>
    public bool Continuous => Support is null && On(Device.Reference) is not OneHotCategorical;

    public Distribution On(Device device) => Make(Array.ConvertAll(Parameters, parameter => parameter.To(device)), true);

    public override string ToString() => Name;
}

/// <summary>At least one instance of every distribution: the property tests run on all of them.</summary>
public static class DistributionCases
{
    private static readonly double[] bits = [0, 1];

    public static IReadOnlyList<DistributionCase> All { get; } =
    [
        new("normal", (p, validate) => new Normal(p[0], p[1], validate), [Of([[-1, 0, 2.5], [0.3, -4, 1]]), Of([[0.1, 1, 3], [2, 0.5, 0.7]])]),
        new("normal, broadcast", (p, validate) => new Normal(p[0], p[1], validate), [Of([[0.5], [-2]]), Of([1, 0.2, 4])]),
        new("normal, single number", (p, validate) => new Normal(p[0], p[1], validate), [Tensor.Of(0.7, Device.Reference), Tensor.Of(1.3, Device.Reference)]),
        new("bernoulli of logits", (p, validate) => Bernoulli.FromLogits(p[0], validate: validate), [Of([[-3, -0.4, 0.2], [0.9, 2, 5]])], bits),
        new("bernoulli of probabilities", (p, validate) => Bernoulli.FromProbabilities(p[0], validate: validate), [Of([[0.1, 0.5, 0.98], [0.3, 0.7, 0.01]])], bits),
        new("categorical of logits", (p, validate) => Categorical.FromLogits(p[0], validate: validate), [Of([[0, 1, -2, 0.5], [3, 0, 0, 1], [-1, -1, -1, 6]])], [0, 1, 2, 3]),
        new("categorical of probabilities", (p, validate) => Categorical.FromProbabilities(p[0], validate: validate), [Of([[0.1, 0.2, 0.3, 0.4], [0.25, 0.25, 0.25, 0.25], [0.7, 0.1, 0.1, 0.1]])], [0, 1, 2, 3]),
        new("log-normal", (p, v) => new LogNormal(p[0], p[1], v), [Of([-0.5, 0, 0.4]), Of([0.3, 0.5, 0.2])]),
        new("Laplace", (p, v) => new Laplace(p[0], p[1], v), [Of([[-1, 0.3, 2]]), Of([[0.5], [1.5]])]),
        new("Student's t", (p, v) => new StudentT(p[0], p[1], p[2], v), [Of([9.0, 12, 30]), Of([-1, 0.2, 2]), Of([0.5, 1, 2])], Implicit: true),
        new("Cauchy", (p, v) => new Cauchy(p[0], p[1], v), [Of([-1, 0.3, 2]), Of([0.5, 1, 2])]),
        new("half-normal", (p, v) => new HalfNormal(p[0], v), [Of([0.3, 1, 2.5])]),
        new("half-Cauchy", (p, v) => new HalfCauchy(p[0], v), [Of([0.5, 1, 2])]),
        new("uniform", (p, v) => new Uniform(p[0], p[1], v), [Of([-1.0, 0.5]), Of([0.25, 3])]),
        new("exponential", (p, v) => new Exponential(p[0], v), [Of([0.4, 1, 3])]),
        new("gamma", (p, v) => new Gamma(p[0], p[1], v), [Of([0.3, 1, 4.5]), Of([0.5, 1, 3])], Implicit: true),
        new("inverse gamma", (p, v) => new InverseGamma(p[0], p[1], v), [Of([10.0, 15, 25]), Of([3, 10, 30])], Implicit: true),
        new("beta", (p, v) => new Beta(p[0], p[1], v), [Of([0.5, 1, 6]), Of([0.7, 2.5, 3])], Implicit: true),
        new("Dirichlet", (p, v) => new Dirichlet(p[0], v), [Of([[0.5, 1, 3.5], [4, 2, 7]])], Implicit: true),
        new("binomial", (p, v) => Binomial.FromLogits(30, p[0], v), [Of([-2, 0.3, 1.2])], [.. Enumerable.Range(0, 31)]),
        new("binomial of a small expectation", (p, v) => Binomial.FromProbabilities(9, p[0], v), [Of([0.05, 0.4, 0.8])], [.. Enumerable.Range(0, 10)]),
        new("one-hot", (p, v) => OneHotCategorical.FromLogits(p[0], v), [Of([[0, 1, -1], [2, 0.5, 0]])]),
        new("Poisson", (p, v) => new Poisson(p[0], v), [Of([0.4, 6, 25])], [.. Enumerable.Range(0, 120)]),
        new("relaxed Bernoulli", (p, v) => new RelaxedBernoulli(p[0], p[1], v), [Of([0.7, 1.5]), Of([-1, 0.5])]),
        new("relaxed one-hot", (p, v) => new RelaxedOneHotCategorical(p[0], p[1], v), [Of([0.7, 1.5]), Of([[-1, 0.5, 0], [0.2, 0, 1]])]),
        new("multivariate normal of factors", (p, v) => MultivariateNormal.FromScaleTril(p[0], p[1], v), [Of([[1, 0, -1], [0.5, 2, 3]]), Of([[1, 0, 0], [0.5, 0.8, 0], [-0.3, 0.2, 2]])]),
        new("multivariate normal of covariances", (p, v) => MultivariateNormal.FromCovariance(p[0], Symmetric(p[1]), v), [Of([0.5, -1]), Of([[[2, 1], [1, 1]], [[1, -0.3], [-0.3, 0.5]]])]),
        new("low-rank normal", (p, v) => new LowRankNormal(p[0], p[1], p[2], v), [Of([[1, 0, -1], [0.5, 2, 3]]), Of([[1.0, 0.3], [0.5, -0.8], [-0.3, 0.2]]), Of([0.5, 1, 2])]),
        new("independent normals", (p, v) => new Independent(new Normal(p[0], p[1], v), 1), [Of([[-1, 0, 2.5], [0.3, -4, 1]]), Of([[0.1, 1, 3], [2, 0.5, 0.7]])]),
        new("mixture of normals", (p, v) => new Mixture(Categorical.FromLogits(p[0], v), new Normal(p[1], p[2], v)), [Of([0.5, 0, -1]), Of([[-2, 0, 1], [0.5, 1, 3]]), Of([0.5, 1, 0.3])]),
        new("mixture of vectors", (p, v) => new Mixture(Categorical.FromLogits(p[0], v), new Independent(new Normal(p[1], p[2], v), 1)), [Of([0.5, -1]), Of([[-2, 0, 1], [0.5, 1, 3]]), Of([0.5, 1, 0.3])]),
        new("affine of Laplace", (p, v) => new Transformed(new Laplace(p[0], p[1], v), Bijector.Affine(Of([1.0, -2]).To(p[0].Device), Of([0.5, 3]).To(p[0].Device))), [Of([0.3, 1]), Of([1.0, 0.7])]),
        new("sigmoid of normal", (p, v) => new Transformed(new Normal(p[0], p[1], v), Bijector.Sigmoid), [Of([0.3, -1]), Of([1.0, 0.7])]),
        new("tanh of normal", (p, v) => new Transformed(new Normal(p[0], p[1], v), Bijector.Tanh), [Of([0.3, -0.6]), Of([0.5, 0.4])]),
        new("softplus of normal", (p, v) => new Transformed(new Normal(p[0], p[1], v), Bijector.Softplus), [Of([0.3, -1]), Of([1.0, 0.7])]),
        new("Weibull, a power of an exponential", (p, v) => new Transformed(new Exponential(p[0], v), Bijector.Power(0.5)), [Of([0.3, 2])]),
        new("falling power of an exponential", (p, v) => new Transformed(new Exponential(p[0], v), Bijector.Power(-0.5)), [Of([0.3, 2])]),
        new("odds of a beta", (p, v) => new Transformed(new Beta(p[0], p[1], v), Bijector.Sigmoid.Inverse.Then(Bijector.Exp)), [Of([2.0, 3]), Of([3.0, 2])], Implicit: true),
        new("continuous Bernoulli of logits", (p, v) => ContinuousBernoulli.FromLogits(p[0], v), [Of([[-6, -0.4, 0], [1e-3, 2, 30]])]),
        new("continuous Bernoulli of lambda", (p, v) => ContinuousBernoulli.FromLambda(p[0], v), [Of([[0.1, 0.45], [0.7, 0.999]])]),
        new("logistic", (p, v) => new Logistic(p[0], p[1], v), [Of([-1, 0.3, 2]), Of([0.5, 1, 2])]),
        new("discretized logistic of 6 levels", (p, v) => new DiscretizedLogistic(p[0], p[1], 6, v), [Of([-0.3, 0.45, 1.1]), Of([0.1, 0.02, 2])], [0, 0.2, 0.4, 0.6, 0.8, 1]),
        new("discretized logistic", (p, v) => new DiscretizedLogistic(p[0], p[1], validate: v), [Of([[0.2], [0.7]]), Of([0.1, 0.003])], [.. Enumerable.Range(0, 256).Select(k => k / 255.0)]),
        new("scale mixture", (p, v) => new ScaleMixture(p[0], p[1], p[2], v), [Of([0.3, 0.6]), Of([1.5, 1]), Of([0.3, 0.2])]),
    ];

    public static IEnumerable<TheoryDataRow<DistributionCase>> Rows => All.Select(each => new TheoryDataRow<DistributionCase>(each));

    /// <summary>Pairs whose divergence has a formula and whose shapes are equal.</summary>
    public static IEnumerable<TheoryDataRow<DistributionCase, DistributionCase>> Pairs =>
        from q in All
        from p in All
        let first = q.On(Device.Reference)
        let second = p.On(Device.Reference)
        where HasDivergence(first, second)
        select new TheoryDataRow<DistributionCase, DistributionCase>(q, p);

    /// <summary>Those whose divergence from themselves has a formula.</summary>
    public static IEnumerable<TheoryDataRow<DistributionCase>> WithDivergence =>
        All.Where(each => HasDivergence(each.On(Device.Reference), each.On(Device.Reference))).Select(each => new TheoryDataRow<DistributionCase>(each));

    private static bool HasDivergence(Distribution q, Distribution p)
    {
        if (q.Shape != p.Shape || q.EventShape != p.EventShape) return false;
        try { return Kl.Divergence(q, p) is not null; }
        catch (Exception missing) when (missing is NotSupportedException or ArgumentException) { return false; }
    }

    private static Tensor Symmetric(Tensor a) => (a + a.Transpose()) * 0.5;

    private static Tensor Of(double[][][] matrices) => Tensor.Of(matrices, Device.Reference);

    private static Tensor Of(double[] values) => Tensor.Of(values, Device.Reference);

    private static Tensor Of(double[][] rows) => Tensor.Of(rows, Device.Reference);
}
