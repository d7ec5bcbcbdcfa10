namespace Engine.Models.Initialization;

/// <summary>Normal with mean 0 and variance gain²·2/(fan-in + fan-out).</summary>
/// <remarks>Glorot and Bengio, <i>Understanding the Difficulty of Training Deep Feedforward Neural Networks</i>, AISTATS 2010, eq. 12.</remarks>
/// <param name="gain">Factor that makes up for the nonlinearity; see <see cref="Gain"/>.</param>
public sealed class GlorotNormal(double gain = Gain.Linear) : Initializer
{
    /// <inheritdoc/>
    public override Tensor Draw(Shape shape, RandomStream rng, Device device) =>
        rng.Normal(shape, device) * (gain * Math.Sqrt(2 / (Fans(shape).In + Fans(shape).Out)));
}
