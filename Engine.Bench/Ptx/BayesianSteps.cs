using Engine.Models;

namespace Engine.Bench.Ptx;

/// <summary>What the kinds of Bayesian layers, priors and likelihoods are used by: a step and a prediction of a network whose last layer is random.</summary>
internal static class BayesianSteps
{
    private const int Inputs = 784, Hidden = 64, Outputs = 10, Batch = 128, Samples = 4, TrainingSize = 60_000;

    private static readonly Func<Layer>[] layers =
    [
        () => new BayesianLinear(Hidden, Outputs, estimator: WeightEstimator.Flipout),
        () => new BayesianLinear(Hidden, Outputs, new Laplace(0, 1)),
        () => new BayesianLinear(Hidden, Outputs, Prior.MonteCarlo(new ScaleMixture(0.25, 1, 0.01))),
        () => new BayesianLinear(Hidden, Outputs, new Horseshoe()),
        () => new BayesianLinear(Hidden, Outputs, new Horseshoe(), WeightEstimator.LocalReparameterization),
        () => new CorrelatedLinear(Hidden, Outputs),
        () => new CorrelatedLinear(Hidden, Outputs, rank: 8),
        () => new SpikeAndSlabLinear(Hidden, Outputs),
        () => new VariationalDropoutLinear(Hidden, Outputs),
    ];

    private static readonly ILikelihood[] regressions = [new NormalLikelihood(0.5), new PredictedNormalLikelihood(), new BernoulliLikelihood(allowGrey: true, validate: false)];

    /// <summary>Each layer as a classifier; then the other likelihoods, with the plain layer.</summary>
    public static void Run(Device device)
    {
        foreach (var make in layers) Run(device, make(), new CategoricalLikelihood());
        foreach (var likelihood in regressions) Run(device, new BayesianLinear(Hidden, Outputs), likelihood);
    }

    private static void Run(Device device, Layer last, ILikelihood likelihood)
    {
        var network = new Sequential(new Linear(Inputs, Hidden), new Relu(), last).To(device);
        var noise = new RandomStream(7);
        var images = noise.Uniform([Batch, Inputs], device);
        Step(network, new Elbo(TrainingSize) { Likelihood = likelihood, Samples = 2, Antithetic = true }, images, Targets(likelihood, noise, device), noise);
        using var scope = new Scope();
        foreach (var shares in new[] { true, false }) PredictiveValues.Of(network, images, Samples, noise, shares);
    }

    private static void Step(Sequential network, Elbo elbo, Tensor images, Tensor targets, RandomStream noise)
    {
        using var tape = Tape.Record(network.Parameters);
        new Adam(1e-3).Step(tape.Gradient(-elbo.Of(network, images, targets, noise)));
    }

    /// <summary>Labels, numbers for each output, or for each output that has a deviation of its own beside it.</summary>
    private static Tensor Targets(ILikelihood likelihood, RandomStream noise, Device device) => likelihood switch
    {
        CategoricalLikelihood => (noise.Uniform([Batch], device) * Outputs).Floor(),
        PredictedNormalLikelihood => noise.Normal([Batch, Outputs / 2], device),
        _ => noise.Uniform([Batch, Outputs], device),
    };
}
