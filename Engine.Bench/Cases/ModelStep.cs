using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>A training step of a model of images, as a trainer makes it: its loss, gradients, Adam.</summary>
public abstract class ModelStep
{
    /// <summary>Pixels of an image.</summary>
    protected const int Pixels = 784;

    private readonly Module model;
    private readonly Tensor[] parameters;
    private readonly Batch batch;
    private readonly RandomStream noise = new(7);
    private readonly Adam adam = new(1e-3);

    /// <param name="untrained">A new model, whose weights are drawn here.</param>
    /// <param name="device">Where all is.</param>
    /// <param name="images">Random black-and-white images a step.</param>
    protected ModelStep(Module untrained, Device device, int images)
    {
        model = untrained.To(device);
        model.Initialize(noise);
        parameters = [.. model.Parameters];
        batch = new(noise.Bernoulli(noise.Uniform([images, Pixels], device)), Tensor.Zeros([0], device));
    }

    /// <summary>Numbers that are learnt.</summary>
    public int ParameterCount => model.ParameterCount;

    /// <summary>One step.</summary>
    public void Run()
    {
        using var tape = Tape.Record(parameters);
        adam.Step(tape.Gradient(Loss()));
    }

    /// <summary>What training minimises.</summary>
    public Tensor Loss() => ((ITrainable)model).Loss(batch, noise);
}
