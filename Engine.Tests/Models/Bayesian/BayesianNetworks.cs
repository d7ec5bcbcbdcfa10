using Engine.Models;
using Lifting = Engine.Models.Bayesian;

namespace Engine.Tests.Models.Bayesian;

/// <summary>A small network, 6 inputs and 1 output, with each kind of Bayesian layer and prior: what holds for all is tested with all.</summary>
internal static class BayesianNetworks
{
    private static readonly Dictionary<string, Func<Sequential>> networks = new()
    {
        ["sampled weights"] = () => Dense(new Normal(0.1, 0.7)),
        ["drawn activations"] = () => Dense(new Normal(0.1, 0.7), WeightEstimator.LocalReparameterization),
        ["flipout"] = () => Dense(new Normal(0.1, 0.7), WeightEstimator.Flipout),
        ["Laplace"] = () => Dense(new Laplace(0, 0.5)),
        ["scale mixture"] = () => Dense(Prior.MonteCarlo(new ScaleMixture(0.4, 1, 0.2))),
        ["horseshoe"] = () => Dense(new Horseshoe(0.5)),
        ["horseshoe, drawn activations"] = () => Dense(new Horseshoe(0.5), WeightEstimator.LocalReparameterization),
        ["trained weights"] = () => Lifting.Lift(new Sequential(new Linear(6, 4), new Engine.Models.Tanh(), new Linear(4, 1)), prior: Prior.AtTrainedWeights(0.3)),
        ["last layer"] = () => Lifting.Lift(new Sequential(new Linear(6, 4), new Engine.Models.Tanh(), new Linear(4, 1)), LayerChoice.Last),
        ["posterior as prior"] = () => Moved(Lifting.PosteriorAsPrior(Dense(new Normal(0, 1)))),
        ["correlated"] = () => Correlated(null, new Normal(0.1, 0.7)),
        ["correlated, low rank"] = () => Correlated(2, new Normal(0.1, 0.7)),
        ["correlated, scale mixture"] = () => Correlated(null, Prior.MonteCarlo(new ScaleMixture(0.4, 1, 0.2))),
        ["correlated, horseshoe"] = () => Correlated(2, new Horseshoe()),
        ["correlated, posterior as prior"] = () => Moved(Lifting.PosteriorAsPrior(Correlated(null, new Normal(0, 1)))),
        ["low rank, posterior as prior"] = () => Moved(Lifting.PosteriorAsPrior(Correlated(1, new Normal(0, 1)))),
        ["spike and slab"] = () => new(new SpikeAndSlabLinear(6, 4, 0.3, initialDeviation: 0.2), new Engine.Models.Tanh(), new SpikeAndSlabLinear(4, 1, 0.6, new Laplace(0, 1), bias: false)),
        ["variational dropout"] = () => new(new VariationalDropoutLinear(6, 4, initialDeviation: 0.1), new Engine.Models.Tanh(), new VariationalDropoutLinear(4, 1, bias: false, initialDeviation: 0.1)),
    };

    public static TheoryData<string> Names => [.. networks.Keys];

    public static Sequential Of(string name) => networks[name]();

    private static Sequential Dense(Prior prior, WeightEstimator estimator = WeightEstimator.WeightSampling) =>
        new(new BayesianLinear(6, 4, prior, estimator, initialDeviation: 0.2), new Engine.Models.Tanh(), new BayesianLinear(4, 1, prior, estimator, initialDeviation: 0.2));

    private static Sequential Correlated(int? rank, Prior prior) =>
        new(new CorrelatedLinear(6, 4, rank, prior, initialDeviation: 0.2), new Engine.Models.Tanh(), new CorrelatedLinear(4, 1, rank, prior, bias: false, initialDeviation: 0.2));

    /// <summary>Away from its prior, so that divergence and gradients are not 0.</summary>
    private static Sequential Moved(Sequential network)
    {
        foreach (var parameter in network.Parameters) parameter.CopyFrom(parameter + Tensor.Randn(parameter.Shape, seed: 5) * 0.1);
        return network;
    }
}
