namespace Engine.Models;

/// <summary>A number that is known beforehand.</summary>
/// <param name="value">b.</param>
/// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
public sealed class ConstantBaseline(double value) : Baseline
{
    /// <summary>b.</summary>
    public double Value { get; } = Require.Finite(value, nameof(value));

    /// <inheritdoc/>
    public override Tensor Of(Tensor costs) => Tensor.Full([], Value, costs.Device);
}
