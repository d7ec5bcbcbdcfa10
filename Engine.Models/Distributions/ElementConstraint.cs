namespace Engine.Models;

/// <summary>A condition on each number by itself.</summary>
/// <param name="holds">The condition; NaN must not meet it.</param>
/// <param name="expected">The condition in words.</param>
internal sealed class ElementConstraint(Predicate<double> holds, string expected) : Constraint
{
    internal override Predicate<double> OfNumbers => holds;

    public override string ToString() => expected;

    public override void Check(string argument, Tensor tensor)
    {
        var values = tensor.ToDoubles();
        var first = Array.FindIndex(values, value => !holds(value));
        if (first >= 0)
            throw new ArgumentOutOfRangeException(argument, values[first], $"{argument} of shape {tensor.Shape} holds {values[first]} at position {first}; expected {expected}.");
    }
}
