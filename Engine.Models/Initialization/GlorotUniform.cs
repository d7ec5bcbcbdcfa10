namespace Engine.Models.Initialization;

/// <summary>Uniform on ±gain·√(6/(fan-in + fan-out)): variance gain²·2/(fan-in + fan-out).</summary>
/// <remarks>Glorot and Bengio, <i>Understanding the Difficulty of Training Deep Feedforward Neural Networks</i>, AISTATS 2010, eq. 16.</remarks>
/// <param name="gain">Factor that makes up for the nonlinearity; see <see cref="Gain"/>.</param>
public sealed class GlorotUniform(double gain = Gain.Linear) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Draw(Shape shape, RandomStream rng, Device device) =>
        BoundedUniform.Within(gain * Math.Sqrt(6 / (Fans(shape).In + Fans(shape).Out))).Draw(shape, rng, device);
}
