using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>Gradients of layers against central differences, in double.</summary>
internal static class FiniteDifferences
{
    /// <summary>Compares the gradient of Σ c·forward(x), by x and by every parameter, with (f(v + h) − f(v − h))/2h at every element v.</summary>
    public static void Verify(Layer layer, Tensor x, ulong? noiseSeed = null)
    {
        var weights = Tensor.Randn(layer.Forward(x, Noise(noiseSeed)).Shape, seed: 99, x.Device);
        Tensor Objective() => (layer.Forward(x, Noise(noiseSeed)) * weights).Sum();
        using var tape = Tape.Record([x, .. layer.Parameters]);
        var gradients = tape.Gradient(Objective());
        foreach (var (source, gradient) in gradients) VerifyOne(Objective, source, gradient.ToDoubles());
    }

    /// <summary>Compares the gradients of an objective, by each source, with central differences.</summary>
    public static void Verify(Func<Tensor> objective, IReadOnlyList<Tensor> sources)
    {
        using var tape = Tape.Record([.. sources]);
        var gradients = tape.Gradient(objective());
        foreach (var (source, gradient) in gradients) VerifyOne(objective, source, gradient.ToDoubles());
    }

    private static void VerifyOne(Func<Tensor> objective, Tensor source, double[] gradient)
    {
        const double h = 1e-5;
        var values = source.ToDoubles();
        for (var i = 0; i < values.Length; i++)
        {
            var (above, below) = (At(values[i] + h), At(values[i] - h));
            At(values[i]);
            Assert.Equal((above - below) / (2 * h), gradient[i], 1e-7 * Math.Max(1, Math.Abs(gradient[i])));

            double At(double value)
            {
                var moved = (double[])values.Clone();
                moved[i] = value;
                using (new Scope())
                {
                    source.CopyFrom(Tensor.From(moved, source.Shape, source.Device));
                    return objective().Item();
                }
            }
        }
    }

    private static RandomStream? Noise(ulong? seed) => seed is { } value ? new RandomStream(value) : null;
}
