namespace Engine.Models.Initialization;

/// <summary>Uniform on ±gain·√(3/fan-in): variance gain²/fan-in, which keeps the size of activations through the layers.</summary>
/// <remarks>He et al., <i>Delving Deep into Rectifiers</i>, ICCV 2015, eq. 10, as a uniform distribution of the same variance.</remarks>
/// <param name="gain">Factor that makes up for the nonlinearity; see <see cref="Gain"/>.</param>
public sealed class HeUniform(double gain = Gain.Relu) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Draw(Shape shape, RandomStream rng, Device device) =>
        BoundedUniform.Within(gain * Math.Sqrt(3 / Fans(shape).In)).Draw(shape, rng, device);
}
