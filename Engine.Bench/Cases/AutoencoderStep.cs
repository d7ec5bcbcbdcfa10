using Engine.Bench.Limits;
using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>
/// A training step of a deep autoencoder 784–1000–500–250–2 and back: squared error, gradients, Adam. The widths are about
/// those of Hinton &amp; Salakhutdinov, <i>Reducing the Dimensionality of Data with Neural Networks</i>, Science 313 (2006).
/// </summary>
public sealed class AutoencoderStep
{
    private static readonly int[] widths = [784, 1000, 500, 250, 2, 250, 500, 1000, 784];

    private readonly Sequential network;
    private readonly Tensor images;
    private readonly Adam adam = new(1e-3);

    /// <summary>A new network and random images.</summary>
    /// <param name="device">Where all is.</param>
    /// <param name="batch">Images a step.</param>
    public AutoencoderStep(Device device, int batch)
    {
        var rng = new RandomStream(7);
        network = new Sequential(Layers()).To(device);
        network.Initialize(rng);
        images = rng.Uniform([batch, widths[0]], device);
    }

    /// <summary>Numbers that are learnt.</summary>
    public int ParameterCount => network.ParameterCount;

    /// <summary>The matrix products of a step.</summary>
    public static Work Work(int batch) => Limits.Work.Step(Limits.Work.Training(batch, inputGradient: false, widths));

    /// <summary>One step.</summary>
    public void Run()
    {
        using var tape = Tape.Record(network.Parameters);
        adam.Step(tape.Gradient(Loss()));
    }

    /// <summary>The mean squared error.</summary>
    public Tensor Loss() => Models.Loss.SquaredError(network.Forward(images), images);

    /// <summary>Dense layers with a relu between each two.</summary>
    private static IEnumerable<Layer> Layers()
    {
        for (var i = 1; i < widths.Length; i++)
        {
            yield return new Linear(widths[i - 1], widths[i]);
            if (i < widths.Length - 1) yield return new Relu();
        }
    }
}
