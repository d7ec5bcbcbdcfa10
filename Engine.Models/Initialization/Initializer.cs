namespace Engine.Models.Initialization;

/// <summary>The distribution of a parameter's first values.</summary>
public abstract class Initializer
{
    /// <summary>Draws values.</summary>
    /// <param name="shape">Shape of the parameter; a weight is [outputs, inputs, ...].</param>
    /// <param name="rng">Where the numbers come from.</param>
    /// <param name="device">Where the tensor shall be.</param>
    public abstract Tensor Draw(Shape shape, RandomStream rng, Device device);

    /// <summary>
    /// Terms in the sum that makes one output (fan-in), and sums that one input enters (fan-out): for a weight
    /// [outputs, inputs, k…], inputs·Πk and outputs·Πk.
    /// </summary>
    /// <exception cref="ArgumentException">The shape has fewer than two axes.</exception>
    protected static (double In, double Out) Fans(Shape shape)
    {
        if (shape.Rank < 2) throw new ArgumentException($"Fan-in and fan-out need a weight [outputs, inputs, ...], not shape {shape}.", nameof(shape));
        var positions = 1.0;
        for (var axis = 2; axis < shape.Rank; axis++) positions *= shape[axis];
        return (shape[1] * positions, shape[0] * positions);
    }
}
