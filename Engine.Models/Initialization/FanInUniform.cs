namespace Engine.Models.Initialization;

/// <summary>Uniform on ±1/√fan-in: what PyTorch gives a linear layer.</summary>
public sealed class FanInUniform : Initializer
{
    /// <inheritdoc/>
    public override Tensor Draw(Shape shape, RandomStream rng, Device device) =>
        BoundedUniform.Within(1 / Math.Sqrt(Fans(shape).In)).Draw(shape, rng, device);
}
