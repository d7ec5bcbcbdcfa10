using Engine.Bench.Limits;
using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>The prediction of a Bayesian network: the mean of the class probabilities over networks drawn from the posterior.</summary>
public sealed class BayesianPrediction
{
    private const int Hidden = 400;

    private readonly Sequential network;
    private readonly Tensor images;
    private readonly RandomStream noise = new(7);
    private readonly int samples;

    private BayesianPrediction(Sequential network, int features, int samples, int rows)
    {
        (this.network, this.samples) = (network, samples);
        images = noise.Uniform([rows, features], network.Device);
    }

    /// <summary>A new network 784–400–400–10 and random images.</summary>
    /// <param name="device">Where all is.</param>
    /// <param name="samples">How many networks are drawn.</param>
    /// <param name="rows">Images.</param>
    public BayesianPrediction(Device device, int samples, int rows)
        : this(BayesianNetwork.Create(device, Hidden, WeightEstimator.WeightSampling), BayesianNetwork.Pixels, samples, rows) { }

    /// <summary>As the other, with random weights in the last layer alone.</summary>
    public static BayesianPrediction LastLayer(Device device, int samples, int rows) => new(
        new Sequential(new Linear(BayesianNetwork.Pixels, Hidden), new Relu(), new Linear(Hidden, Hidden), new Relu(), new BayesianLinear(Hidden, BayesianNetwork.Classes)).To(device),
        BayesianNetwork.Pixels, samples, rows);

    /// <summary>A network as small as those for tables of numbers, 13–50–2.</summary>
    public static BayesianPrediction Small(Device device, int samples, int rows) =>
        new(new Sequential(new BayesianLinear(13, 50), new Relu(), new BayesianLinear(50, 2)).To(device), 13, samples, rows);

    /// <summary>The matrix products of a prediction of 784–400–400–10, one network after the other.</summary>
    public static Work Work(int samples, int rows) => Limits.Work.Step(
        2.0 * samples * rows * (BayesianNetwork.Pixels * Hidden + Hidden * Hidden + Hidden * BayesianNetwork.Classes));

    /// <summary>One prediction, each input with networks of its own.</summary>
    public void RunApart()
    {
        using var scope = new Scope();
        Predictive.Of(network, images, samples, noise, sharesNetworks: false);
    }

    /// <summary>One prediction, whose memory ends with it.</summary>
    public void Run()
    {
        using var scope = new Scope();
        Predict();
    }

    /// <summary>Class probabilities, [rows, classes].</summary>
    public Tensor Predict() => Predictive.Of(network, images, samples, noise).Mean;

    /// <summary>The same by one pass after the other.</summary>
    public void RunPasses()
    {
        using var scope = new Scope();
        var total = Tensor.Zeros(network.Forward(images).Shape, images.Device).Keep();
        for (var i = 0; i < samples; i++) total = Added(total);
        using (total) _ = total / samples;
    }

    private Tensor Added(Tensor total)
    {
        using (new Scope())
        using (total) return (total + network.Forward(images, noise).Softmax(1)).Keep();
    }
}
