namespace Engine.Models.Initialization;

/// <summary>1 everywhere.</summary>
public sealed class Ones : Initializer
{
    /// <inheritdoc/>
    public override Tensor Draw(Shape shape, RandomStream rng, Device device) =>
        Tensor.Ones(shape, device);
}
