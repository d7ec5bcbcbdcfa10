using Engine.Bench.Limits;
using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>A training step of a classifier 784–w–w–10 with relu: cross-entropy, gradients, Adam.</summary>
public sealed class MlpStep
{
    private const int Pixels = 784;
    private const int Classes = 10;

    private readonly Sequential network;
    private readonly Tensor images, labels;
    private readonly Adam adam = new(1e-3);

    /// <summary>A new network and random images with random labels.</summary>
    /// <param name="device">Where all is.</param>
    /// <param name="batch">Images a step.</param>
    /// <param name="width">w, the units of each hidden layer.</param>
    public MlpStep(Device device, int batch, int width)
    {
        var rng = new RandomStream(7);
        network = new Sequential(new Linear(Pixels, width), new Relu(), new Linear(width, width), new Relu(), new Linear(width, Classes)).To(device);
        network.Initialize(rng);
        images = rng.Uniform([batch, Pixels], device);
        labels = (rng.Uniform([batch], device) * Classes).Floor();
    }

    /// <summary>The matrix products of a step.</summary>
    public static Work Work(int batch, int width) => Limits.Work.Step(Limits.Work.Training(batch, inputGradient: false, Pixels, width, width, Classes));

    /// <summary>One step.</summary>
    public void Run()
    {
        using var tape = Tape.Record(network.Parameters);
        adam.Step(tape.Gradient(Loss()));
    }

    /// <summary>The mean cross-entropy in nats.</summary>
    public Tensor Loss() => Models.Loss.CrossEntropy(network.Forward(images), labels);
}
