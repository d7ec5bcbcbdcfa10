namespace Engine.Lanes;

/// <summary>
/// A number that an op keeps as a field, in both precisions: rounded to float once, when the op is made. A loop over vectors
/// then reads it as it is, where a double would be converted anew for every vector.
/// </summary>
/// <param name="value">The number.</param>
public readonly struct Coefficient(double value)
{
    /// <summary>In double.</summary>
    public double Value { get; } = value;

    /// <summary>In float.</summary>
    public float Single { get; } = (float)value;

    /// <summary>The number as a field.</summary>
    public static implicit operator Coefficient(double value) => new(value);
}
