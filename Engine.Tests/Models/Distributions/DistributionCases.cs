using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>A distribution to be tested as a function of its parameters.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Make">The distribution of given parameters, validating or not.</param>
/// <param name="Parameters">Their values, on the reference device.</param>
/// <param name="Support">Every value of a discrete distribution; null for a continuous one.</param>
public sealed record DistributionCase(string Name, Func<Tensor[], bool, Distribution> Make, Tensor[] Parameters, double[]? Support = null)
{
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
    ];

    public static IEnumerable<TheoryDataRow<DistributionCase>> Rows => All.Select(each => new TheoryDataRow<DistributionCase>(each));

    /// <summary>Pairs whose divergence has a formula and whose shapes are equal.</summary>
    public static IEnumerable<TheoryDataRow<DistributionCase, DistributionCase>> Pairs =>
        from q in All
        from p in All
        let first = q.On(Device.Reference)
        let second = p.On(Device.Reference)
        where first.GetType() == second.GetType() && first.Shape == second.Shape
        select new TheoryDataRow<DistributionCase, DistributionCase>(q, p);

    private static Tensor Of(double[] values) => Tensor.Of(values, Device.Reference);

    private static Tensor Of(double[][] rows) => Tensor.Of(rows, Device.Reference);
}
