using Engine.Bench.Limits;
using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>The prediction of a Bayesian network 784–400–400–10: the mean of the class probabilities over samples of all weights.</summary>
public sealed class BayesianPrediction
{
    private const int Hidden = 400;

    private readonly Sequential network;
    private readonly Tensor images;
    private readonly RandomStream noise = new(7);
    private readonly int samples;

    /// <summary>A new network and random images.</summary>
    /// <param name="device">Where all is.</param>
    /// <param name="samples">How often the weights are drawn.</param>
    /// <param name="rows">Images.</param>
    public BayesianPrediction(Device device, int samples, int rows)
    {
        network = BayesianNetwork.Create(device, Hidden, WeightEstimator.WeightSampling);
        images = noise.Uniform([rows, BayesianNetwork.Pixels], device);
        this.samples = samples;
    }

    /// <summary>The matrix products of a prediction.</summary>
    public static Work Work(int samples, int rows) => Limits.Work.Step(
        2.0 * samples * rows * (BayesianNetwork.Pixels * Hidden + Hidden * Hidden + Hidden * BayesianNetwork.Classes));

    /// <summary>One prediction, whose memory ends with it.</summary>
    public void Run()
    {
        using var scope = new Scope();
        Predict();
    }

    /// <summary>Class probabilities, [rows, classes].</summary>
    public Tensor Predict()
    {
        var total = Tensor.Zeros([images.Shape[0], BayesianNetwork.Classes], images.Device).Keep();
        for (var i = 0; i < samples; i++) total = Added(total);
        using (total) return total / samples;
    }

    private Tensor Added(Tensor total)
    {
        using (new Scope())
        using (total) return (total + network.Forward(images, noise).Softmax(1)).Keep();
    }
}
