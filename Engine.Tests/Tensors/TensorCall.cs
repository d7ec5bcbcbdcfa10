namespace Engine.Tests.Tensors;

/// <summary>One call of a tensor method, with the shapes and the range of the inputs to try it on.</summary>
/// <param name="Function">The call; the inputs' device decides where it runs.</param>
/// <param name="Shapes">Shapes of the inputs.</param>
public sealed record TensorCall(Func<Tensor[], Tensor> Function, params Shape[] Shapes)
{
    /// <summary>Smallest input.</summary>
    public double Low { get; init; } = -2;

    /// <summary>Largest input.</summary>
    public double High { get; init; } = 2;

    /// <summary>Inputs at which the slope jumps.</summary>
    public double[] Kinks { get; init; } = [];

    /// <summary>False for results that are indices.</summary>
    public bool Differentiable { get; init; } = true;

    /// <summary>
    /// Inputs that float holds exactly, and of which no two in the whole call are near each other, or near a kink:
    /// the points of one grid over all tensors, shuffled.
    /// </summary>
    public Tensor[] Draw(Device device)
    {
        var count = Shapes.Sum(shape => shape.Elements);
        var random = new Random(count);
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            var x = Low + (High - Low) * (i + 0.25 + random.NextDouble() / 2) / count;
            values[i] = (float)(Array.Exists(Kinks, kink => Math.Abs(x - kink) < 0.01) ? x + 0.02 : x);
        }
        random.Shuffle(values);
        var start = 0;
        return Array.ConvertAll(Shapes, shape => Tensor.From(values.AsSpan((start += shape.Elements) - shape.Elements, shape.Elements), shape, device));
    }

    public override string ToString() => string.Join(", ", Shapes);
}
