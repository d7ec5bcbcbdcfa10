using Engine.Bench.Limits;
using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>
/// A training step of a Bayesian network: one sample of the weights (or, by local reparameterization, of the activations),
/// cross-entropy plus the share of the divergence of 60,000 images, gradients, Adam.
/// </summary>
public sealed class BayesianStep
{
    private readonly Sequential network;
    private readonly Tensor images, labels;
    private readonly RandomStream noise = new(7);
    private readonly Elbo elbo = new(trainingSize: 60_000);
    private readonly Adam adam = new(1e-3);

    /// <summary>A new network and random images.</summary>
    /// <param name="device">Where all is.</param>
    /// <param name="hidden">Units in each of the two hidden layers.</param>
    /// <param name="batch">Images a step.</param>
    /// <param name="estimator">What is drawn.</param>
    public BayesianStep(Device device, int hidden, int batch, WeightEstimator estimator)
    {
        network = BayesianNetwork.Create(device, hidden, estimator);
        images = noise.Uniform([batch, BayesianNetwork.Pixels], device);
        labels = (noise.Uniform([batch], device) * BayesianNetwork.Classes).Floor();
    }

    /// <summary>Numbers that are learnt.</summary>
    public int ParameterCount => network.ParameterCount;

    /// <summary>The matrix products of a step; local reparameterization needs two, of means and of variances, for each layer's one.</summary>
    public static Work Work(int hidden, int batch, WeightEstimator estimator) => Limits.Work.Step(
        Limits.Work.Training(batch, inputGradient: false, BayesianNetwork.Pixels, hidden, hidden, BayesianNetwork.Classes) *
        (estimator == WeightEstimator.LocalReparameterization ? 2 : 1));

    /// <summary>One step.</summary>
    public void Run()
    {
        using var tape = Tape.Record(network.Parameters);
        adam.Step(tape.Gradient(Loss()));
    }

    /// <summary>−ELBO for one image.</summary>
    public Tensor Loss() => -elbo.Of(network, images, labels, noise);
}
