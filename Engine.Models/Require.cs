namespace Engine.Models;

/// <summary>Checks of settings, made before anything changes.</summary>
internal static class Require
{
    public static int Positive(int value, string name) => value > 0 ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1, not {value}.");

    public static long Positive(long value, string name) => value > 0 ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1, not {value}.");

    public static double Positive(double value, string name) => value > 0 && double.IsFinite(value) ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive and finite, not {value}.");

    public static double NotNegative(double value, string name) => value >= 0 && double.IsFinite(value) ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0 and finite, not {value}.");

    public static double Finite(double value, string name) => double.IsFinite(value) ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite, not {value}.");

    /// <summary>In [0, 1).</summary>
    public static double Fraction(double value, string name) => value is >= 0 and < 1 ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0 and below 1, not {value}.");

    /// <summary>In [0, 1].</summary>
    public static double Probability(double value, string name) => value is >= 0 and <= 1 ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a probability from 0 to 1, not {value}.");
}
