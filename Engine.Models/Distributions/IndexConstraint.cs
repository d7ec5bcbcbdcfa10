namespace Engine.Models;

/// <summary>Whole numbers below a limit: indices. A tensor that is known to hold such is not read back again.</summary>
/// <param name="limit">One more than the largest.</param>
internal sealed class IndexConstraint(int limit) : Constraint
{
    internal override Predicate<double> OfNumbers => value => value >= 0 && value < limit && value == Math.Floor(value);

    public override string ToString() => $"whole numbers from 0 to {limit - 1}";

    public override void Check(string argument, Tensor tensor) => Engine.Check.Index(argument, tensor, limit);
}
