namespace Engine.Models;

/// <summary>Numbers between two tensors' numbers, both included, broadcast.</summary>
/// <param name="low">The smallest.</param>
/// <param name="high">The largest.</param>
internal sealed class BetweenConstraint(Tensor low, Tensor high) : Constraint
{
    public override string ToString() => "numbers from low to high";

    public override void Check(string argument, Tensor tensor)
    {
        var shape = Shape.Broadcast(tensor.Shape, Shape.Broadcast(low.Shape, high.Shape));
        double[] values = Numbers(tensor), lows = Numbers(low), highs = Numbers(high);
        for (var i = 0; i < values.Length; i++)
            if (!(values[i] >= lows[i] && values[i] <= highs[i]))
                throw new ArgumentOutOfRangeException(argument, values[i], $"{argument} of shape {tensor.Shape} holds {values[i]} at position {i} of {shape}; expected numbers from {lows[i]} to {highs[i]}.");

        double[] Numbers(Tensor x) => x.StopGradient().Expand(shape).ToDoubles();
    }
}
