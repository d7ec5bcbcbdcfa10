namespace Engine.Operations;

/// <summary>Where an op may be differentiated: the checks of gradients and of parity between devices draw inputs there.</summary>
/// <param name="low">Smallest input.</param>
/// <param name="high">Largest input.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class DomainAttribute(double low, double high) : Attribute
{
    /// <summary>Smallest input.</summary>
    public double Low { get; } = low;

    /// <summary>Largest input.</summary>
    public double High { get; } = high;

    /// <summary>Inputs at which the slope jumps, to keep away from.</summary>
    public double[] Kinks { get; init; } = [];

    /// <summary>Whether the slope of a binary op jumps where both operands are equal.</summary>
    public bool KinkAtTie { get; init; }
}
