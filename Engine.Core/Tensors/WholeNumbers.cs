using System.Numerics;

namespace Engine;

/// <summary>What can be said of numbers on the host before they go to a device as an index.</summary>
internal static class WholeNumbers
{
    /// <summary>The largest plus 1 if all are whole numbers from 0 to 2²⁴ − 1, which a float counts exactly; else, or of nothing, 0.</summary>
    public static int Bound<T>(ReadOnlySpan<T> values) where T : IFloatingPoint<T>
    {
        var (bound, limit) = (0, T.CreateChecked(1 << 24));
        foreach (var value in values)
        {
            if (!(value >= T.Zero && value < limit) || value != T.Floor(value)) return 0;
            bound = Math.Max(bound, int.CreateTruncating(value) + 1);
        }
        return bound;
    }
}
