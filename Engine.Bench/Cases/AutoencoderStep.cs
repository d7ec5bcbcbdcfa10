using Engine.Bench.Limits;
using Engine.Models;

namespace Engine.Bench.Cases;

/// <summary>
/// A training step of a deep autoencoder 784–1000–500–250–2 and back: squared error, gradients, Adam. The widths are about
/// those of Hinton &amp; Salakhutdinov, <i>Reducing the Dimensionality of Data with Neural Networks</i>, Science 313 (2006).
/// </summary>
/// <param name="device">Where all is.</param>
/// <param name="batch">Images a step.</param>
public sealed class AutoencoderStep(Device device, int batch) : ModelStep(new Autoencoder(Dense(widths), Dense([.. widths.Reverse()])), device, batch)
{
    private static readonly int[] widths = [Pixels, 1000, 500, 250, 2];

    /// <summary>The matrix products of a step.</summary>
    public static Work Work(int batch) => Limits.Work.Step(Limits.Work.Training(batch, inputGradient: false, [.. widths, .. widths.Reverse().Skip(1)]));

    /// <summary>Dense layers with a relu between each two.</summary>
    private static Sequential Dense(int[] widths) => new([.. Layers(widths)]);

    private static IEnumerable<Layer> Layers(int[] widths)
    {
        for (var i = 1; i < widths.Length; i++)
        {
            yield return new Linear(widths[i - 1], widths[i]);
            if (i < widths.Length - 1) yield return new Relu();
        }
    }
}
