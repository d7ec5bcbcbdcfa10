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

    /// <summary>A deviation s of a prior such that floats hold s² and 1/s²: a narrower one holds a weight at one value.</summary>
    public static double PriorDeviation(double value, string name) => value is >= 1e-18 and <= 1e18 ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; a prior's deviation must be from 1e-18 to 1e18, or its square is beyond what floats hold. For weights that are to stay at one value use a layer that is not Bayesian; 1 is a usual choice.");

    /// <summary>A deviation σ of a posterior that floats hold, and ln σ with it.</summary>
    public static double PosteriorDeviation(double value, string name) => value is >= 1e-36 and <= 1e18 ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; a posterior's deviation must be from 1e-36 to 1e18, or it is beyond what floats hold. For weights that are known for sure use a layer that is not Bayesian; 0.02 is a usual start.");

    /// <summary>In [0, 1).</summary>
    public static double Fraction(double value, string name) => value is >= 0 and < 1 ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0 and below 1, not {value}.");

    /// <summary>In [0, 1].</summary>
    public static double Probability(double value, string name) => value is >= 0 and <= 1 ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a probability from 0 to 1, not {value}.");
}
