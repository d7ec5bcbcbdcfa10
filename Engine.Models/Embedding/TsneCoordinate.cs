using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>
/// One coordinate of all points on their way: steps with momentum, each with a gain of its own that rises while the gradient keeps its
/// direction. Jacobs, <i>Increased Rates of Convergence</i>, Neural Networks 1 (1988).
/// </summary>
/// <param name="values">Where the points start; changed.</param>
internal sealed class TsneCoordinate(double[] values)
{
    private const double LeastGain = 0.01;

    private readonly double[] velocity = new double[values.Length];
    private readonly double[] gains = [.. Enumerable.Repeat(1.0, values.Length)];

    /// <summary>Where the points are.</summary>
    public double[] Values => values;

    /// <summary>What <see cref="Step"/> follows.</summary>
    public double[] Gradient { get; } = new double[values.Length];

    /// <summary>A step against the gradient; the points' mean stays 0.</summary>
    public void Step(double rate, double momentum)
    {
        for (var i = 0; i < values.Length; i++)
        {
            gains[i] = Math.Max(LeastGain, Gradient[i] > 0 == velocity[i] > 0 ? gains[i] * 0.8 : gains[i] + 0.2);
            velocity[i] = momentum * velocity[i] - rate * gains[i] * Gradient[i];
            values[i] += velocity[i];
        }
        TensorPrimitives.Subtract(values, TensorPrimitives.Average<double>(values), values);
    }
}
