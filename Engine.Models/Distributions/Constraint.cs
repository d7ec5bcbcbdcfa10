namespace Engine.Models;

/// <summary>What parameters and values must satisfy; a message names the argument and the first number that does not.</summary>
internal static class Constraint
{
    public static void Finite(string argument, Tensor tensor) => All(argument, tensor, double.IsFinite, "finite numbers");

    public static void Positive(string argument, Tensor tensor) => All(argument, tensor, x => x > 0 && double.IsFinite(x), "finite numbers > 0");

    public static void UnitInterval(string argument, Tensor tensor) => All(argument, tensor, x => x >= 0 && x <= 1, "numbers from 0 to 1");

    /// <param name="argument">The argument's name.</param>
    /// <param name="tensor">The numbers: read back from the device.</param>
    /// <param name="holds">The condition; NaN must not meet it.</param>
    /// <param name="expected">The condition in words.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number does not meet it.</exception>
    public static void All(string argument, Tensor tensor, Predicate<double> holds, string expected)
    {
        var values = tensor.ToDoubles();
        var first = Array.FindIndex(values, value => !holds(value));
        if (first >= 0)
            throw new ArgumentOutOfRangeException(argument, values[first], $"{argument} of shape {tensor.Shape} holds {values[first]} at position {first}; expected {expected}.");
    }

    /// <summary>The same for each row of numbers along the last axis.</summary>
    public static void Rows(string argument, Tensor tensor, Func<double[], bool> holds, string expected)
    {
        var (values, classes) = (tensor.ToDoubles(), tensor.Shape[-1]);
        for (var row = 0; row < values.Length / classes; row++)
            if (!holds(values[(row * classes)..((row + 1) * classes)]))
                throw new ArgumentException($"{argument} of shape {tensor.Shape}: row {row} is [{string.Join(", ", values[(row * classes)..((row + 1) * classes)])}]; expected {expected}.", argument);
    }
}
