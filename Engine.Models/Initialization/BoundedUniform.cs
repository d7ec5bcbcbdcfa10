namespace Engine.Models.Initialization;

/// <summary>Uniform between two bounds.</summary>
/// <param name="low">Lower bound.</param>
/// <param name="high">Upper bound.</param>
/// <exception cref="ArgumentOutOfRangeException">A bound is not finite.</exception>
public sealed class BoundedUniform(double low, double high) : Initializer
{
    private readonly double low = Require.Finite(low, nameof(low));
    private readonly double high = high >= low ? Require.Finite(high, nameof(high))
        : throw new ArgumentOutOfRangeException(nameof(high), high, $"high must be at least low = {low}, not {high}.");

    /// <summary>Uniform between −<paramref name="bound"/> and <paramref name="bound"/>.</summary>
    public static BoundedUniform Within(double bound) => new(-bound, bound);

    /// <inheritdoc/>
    public override Tensor Draw(Shape shape, RandomStream rng, Device device) => rng.Uniform(shape, device) * (high - low) + low;
}
