namespace Engine.Models;

/// <summary>A condition on each square matrix of the last two axes.</summary>
/// <param name="holds">The condition on the n² numbers of a matrix, for given n.</param>
/// <param name="expected">The condition in words.</param>
internal sealed class MatrixConstraint(Func<double[], int, bool> holds, string expected) : Constraint
{
    public override string ToString() => expected;

    public override void Check(string argument, Tensor tensor)
    {
        if (tensor.Rank < 2 || tensor.Shape[-1] != tensor.Shape[-2] || tensor.Shape[-1] == 0)
            throw new ArgumentException($"{argument} has shape {tensor.Shape}; expected square matrices [..., n, n].", argument);
        var (values, n) = (tensor.ToDoubles(), tensor.Shape[-1]);
        for (var i = 0; i < values.Length / (n * n); i++)
            if (!holds(values[(i * n * n)..((i + 1) * n * n)], n))
                throw new ArgumentException($"{argument} of shape {tensor.Shape}: matrix {i} is not what is expected: {expected}.", argument);
    }
}
