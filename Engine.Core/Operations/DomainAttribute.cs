using System.Reflection;

namespace Engine.Operations;

/// <summary>Where an op may be differentiated: the checks of gradients and of parity between devices draw inputs there.</summary>
/// <param name="low">Smallest input.</param>
/// <param name="high">Largest input.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class DomainAttribute(double low, double high) : Attribute
{
    /// <summary>How far checks keep from a kink: further than the steps of their differences.</summary>
    private const double Distance = 0.01;

    /// <summary>Smallest input.</summary>
    public double Low { get; } = low;

    /// <summary>Largest input.</summary>
    public double High { get; } = high;

    /// <summary>Inputs at which the slope jumps, to keep away from.</summary>
    public double[] Kinks { get; init; } = [];

    /// <summary>Whether the slope of a binary op jumps where both operands are equal.</summary>
    public bool KinkAtTie { get; init; }

    /// <summary>The op's own domain, that of the op which it is made from, or −3 to 3.</summary>
    internal static DomainAttribute Of(Type op) =>
        op.GetCustomAttribute<DomainAttribute>() ?? (op.IsGenericType ? Of(op.GenericTypeArguments[0]) : new(-3, 3));

    /// <summary>Inputs at equal distances, the first <paramref name="offset"/> of a distance from the low end; those at kinks are moved beside them.</summary>
    internal double[] Points(int count, double offset)
    {
        var points = new double[count];
        for (var i = 0; i < count; i++)
        {
            var x = Low + (High - Low) * (i + offset) / count;
            points[i] = Array.Exists(Kinks, kink => Math.Abs(x - kink) < Distance) ? x + 2 * Distance : x;
        }
        return points;
    }
}
