namespace Engine.Models.Initialization;

/// <summary>Normal with mean 0 and variance gain²/fan-in, which keeps the size of activations through the layers.</summary>
/// <remarks>He et al., <i>Delving Deep into Rectifiers</i>, ICCV 2015, eq. 10.</remarks>
/// <param name="gain">Factor that makes up for the nonlinearity; see <see cref="Gain"/>.</param>
public sealed class HeNormal(double gain = Gain.Relu) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Draw(Shape shape, RandomStream rng, Device device) =>
        rng.Normal(shape, device) * (gain / Math.Sqrt(Fans(shape).In));
}
