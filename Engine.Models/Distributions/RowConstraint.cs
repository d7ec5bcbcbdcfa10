namespace Engine.Models;

/// <summary>A condition on each vector along the last axis, after one on each of its numbers.</summary>
/// <param name="elements">The condition on each number.</param>
/// <param name="holds">The condition on a vector.</param>
/// <param name="expected">The second condition in words.</param>
internal sealed class RowConstraint(Constraint elements, Func<double[], bool> holds, string expected) : Constraint
{
    /// <summary>How many numbers of a row a message shows.</summary>
    private const int Shown = 8;

    public override string ToString() => $"rows of {elements}: {expected}";

    public override void Check(string argument, Tensor tensor)
    {
        if (tensor.Rank == 0 || tensor.Shape[-1] == 0)
            throw new ArgumentException($"{argument} has shape {tensor.Shape}; expected a last axis of at least one number.", argument);
        elements.Check(argument, tensor);
        var (values, length) = (tensor.ToDoubles(), tensor.Shape[-1]);
        for (var row = 0; row < values.Length / length; row++)
            if (!holds(values[(row * length)..((row + 1) * length)]))
                throw new ArgumentException($"{argument} of shape {tensor.Shape}: row {row} is [{Print(values.AsSpan(row * length, length))}]; expected {expected}.", argument);
    }

    private static string Print(ReadOnlySpan<double> row) =>
        string.Join(", ", row[..Math.Min(row.Length, Shown)].ToArray()) + (row.Length > Shown ? ", …" : "");
}
