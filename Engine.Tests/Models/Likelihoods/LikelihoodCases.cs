using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>A likelihood with outputs and targets for it, on the reference device; the examples' axis is the first of both.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Likelihood">What is tested.</param>
/// <param name="Outputs">[batch, ...].</param>
/// <param name="Targets">[batch, ...].</param>
public sealed record LikelihoodCase(string Name, ILikelihood Likelihood, Tensor Outputs, Tensor Targets)
{
    public override string ToString() => Name;
}

/// <summary>At least one instance of every likelihood, with batch 5, and 3 or 2 × 3 outputs: pairwise different.</summary>
public static class LikelihoodCases
{
    public static IReadOnlyList<LikelihoodCase> All { get; } =
    [
        new("categorical", new CategoricalLikelihood(), Randn(5, 3), Tensor.Of([0.0, 2, 1, 1, 0], Device.Reference)),
        new("Bernoulli", new BernoulliLikelihood(), Randn(5, 3), Randn(5, 3).Greater(0)),
        new("Bernoulli, pictures", new BernoulliLikelihood(), Randn(5, 2, 3), Randn(5, 2, 3).Greater(0)),
        new("Bernoulli, grey", new BernoulliLikelihood(allowGrey: true), Randn(5, 3), Tensor.Rand([5, 3], seed: 3, Device.Reference)),
        new("normal", new NormalLikelihood(0.7), Randn(5, 3), Tensor.Randn([5, 3], seed: 2, Device.Reference)),
        new("normal, pictures", new NormalLikelihood(1.7), Randn(5, 2, 3), Tensor.Randn([5, 2, 3], seed: 2, Device.Reference)),
        new("predicted normal", new PredictedNormalLikelihood(), Randn(5, 6), Tensor.Randn([5, 3], seed: 2, Device.Reference)),
        new("predicted normal, pictures", new PredictedNormalLikelihood(0.2), Randn(5, 2, 6), Tensor.Randn([5, 2, 3], seed: 2, Device.Reference)),
    ];

    public static IEnumerable<TheoryDataRow<LikelihoodCase>> Rows => All.Select(each => new TheoryDataRow<LikelihoodCase>(each));

    private static Tensor Randn(params int[] shape) => Tensor.Randn(Shape.Create(shape), seed: 1, Device.Reference);
}
