namespace Engine.Models;

/// <summary>Products of one matrix with many vectors: the vectors of the sample axes become columns beside each other.</summary>
internal static class Columns
{
    /// <summary>L·x, or L⁻¹·x, for each vector x.</summary>
    /// <param name="matrix">[batch..., rows, n].</param>
    /// <param name="vectors">[samples..., batch..., n], where the batch may be broader than the matrix's.</param>
    /// <param name="apply">From the matrix and [batch..., n, columns] to [batch..., rows, columns].</param>
    /// <returns>[samples..., batch..., rows].</returns>
    public static Tensor Apply(Tensor matrix, Tensor vectors, Func<Tensor, Tensor, Tensor> apply)
    {
        var batch = matrix.Rank - 2;
        if (vectors.Rank < batch + 1) vectors = vectors.Reshape(Shape.Create([.. Enumerable.Repeat(1, batch + 1 - vectors.Rank), .. vectors.Shape]));
        var samples = vectors.Rank - batch - 1;
        var (leading, inner) = (vectors.Shape.AsSpan()[..samples].ToArray(), vectors.Shape.AsSpan()[samples..].ToArray());
        var columns = vectors.Reshape(Shape.Create([leading.Aggregate(1, (n, length) => n * length), .. inner])).Permute([.. Enumerable.Range(1, batch + 1), 0]);
        var y = apply(matrix, columns).Permute([batch + 1, .. Enumerable.Range(0, batch + 1)]);
        return y.Reshape(Shape.Create([.. leading, .. y.Shape.AsSpan()[1..]]));
    }

    /// <summary>M·x.</summary>
    public static Tensor Multiply(Tensor matrix, Tensor vectors) => Apply(matrix, vectors, (m, x) => m.MatMul(x));

    /// <summary>L⁻¹·x for lower triangular L.</summary>
    public static Tensor Solve(Tensor lower, Tensor vectors) => Apply(lower, vectors, (l, x) => l.SolveTriangular(x));
}
