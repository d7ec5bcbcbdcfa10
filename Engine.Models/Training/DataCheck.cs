namespace Engine.Models;

/// <summary>One look at the data before training: what a model cannot learn from is refused with its place and what to do about it.</summary>
internal static class DataCheck
{
    /// <summary>Refuses a number that is not allowed.</summary>
    /// <param name="data">Examples.</param>
    /// <param name="model">Who takes them, for the message.</param>
    /// <param name="allowed">What each number must satisfy.</param>
    /// <exception cref="ArgumentException">A number is not finite, or not allowed.</exception>
    public static void Numbers(Dataset data, string model, Constraint allowed)
    {
        if (allowed.OfNumbers is not { } holds) throw new ArgumentException($"{allowed} is no condition on single numbers, by which a data set can be checked.", nameof(allowed));
        if (data.First(value => !(float.IsFinite(value) && holds(value))) is not var (row, column, wrong)) return;
        throw new ArgumentException($"Row {row} of the data holds {wrong} at column {column}; {model} learns from {allowed}.{Advice(data, wrong, holds)}", nameof(data));
    }

    private static string Advice(Dataset data, float wrong, Predicate<double> holds)
    {
        if (!float.IsFinite(wrong)) return " Leave such rows out, or fill them in: one makes the whole loss NaN.";
        if (holds(wrong / 255) && data.First(value => !(value >= 0 && value <= 255 && holds(value / 255))) is null) return " Pixels from 0 to 255 are to be divided by 255.";
        if (wrong != Math.Floor(wrong) && holds(Math.Floor(wrong))) return $" Numbers of a line need a {nameof(GaussianDecoder)}, or are to be sorted into levels.";
        return $" Other numbers need another decoder, such as a {nameof(GaussianDecoder)}.";
    }
}
