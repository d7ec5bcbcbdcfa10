namespace Engine;

/// <summary>Factorization of symmetric matrices, triangular systems and what is made of them; leading axes are a batch.</summary>
/// <remarks>Gradients: Murray, <i>Differentiation of the Cholesky Decomposition</i>, arXiv:1602.07527, §3.</remarks>
public static class LinearAlgebra
{
    /// <summary>The lower triangle L with A = L·Lᵀ.</summary>
    /// <param name="a">[..., n, n], symmetric and positive definite; the mean of both triangles is taken.</param>
    /// <param name="validate">Look at the result and refuse matrices that are not positive definite, which reads its diagonal back from the device; else their L has NaN.</param>
    /// <returns>[..., n, n] with zeros above the diagonal.</returns>
    /// <exception cref="ArgumentException">The last two axes differ, or a matrix is not positive definite.</exception>
    public static Tensor Cholesky(this Tensor a, bool validate = true)
    {
        var n = Square(nameof(Cholesky), nameof(a), a);
        var l = Tensor.Uninitialized(a.Shape, a.Device);
        if (l.Elements > 0) a.Device.Cholesky(a.Memory, l.Memory, a.Elements / (n * n), n);
        if (validate) RefuseIndefinite(a, l, n);
        return Tape.Recorded(nameof(Cholesky), l, (a, g => CholeskyGradient(g, l)));
    }

    /// <summary>X with L·X = B, or with Lᵀ·X = B.</summary>
    /// <param name="l">[..., n, n], of which only the lower triangle is read.</param>
    /// <param name="b">[..., n, columns]; batches broadcast.</param>
    /// <param name="transpose">Solve with the transpose of L.</param>
    /// <returns>[..., n, columns]; infinite or NaN where L has a zero on its diagonal.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor SolveTriangular(this Tensor l, Tensor b, bool transpose = false)
    {
        var n = Square(nameof(SolveTriangular), nameof(l), l);
        var device = Check.SameDevice(nameof(SolveTriangular), l, b);
        if (b.Rank < 2 || b.Shape[-2] != n) throw new ArgumentException($"SolveTriangular with l of shape {l.Shape} needs b [..., {n}, columns], not {b.Shape}.", nameof(b));
        var batch = Shape.Broadcast(Shape.Create(l.Shape.AsSpan()[..^2]), Shape.Create(b.Shape.AsSpan()[..^2]));
        var (lower, right) = (l.Expand(Shape.Create([.. batch, n, n])), b.Expand(Shape.Create([.. batch, n, b.Shape[-1]])));
        var x = Tensor.Uninitialized(right.Shape, device);
        if (x.Elements > 0) device.SolveTriangular(lower.Memory, right.Memory, x.Memory, batch.Elements, n, b.Shape[-1], transpose);
        Tape.Recorded(nameof(SolveTriangular), [x], [lower, right], arrived => TriangularGradients(arrived, lower, x, transpose));
        return x;
    }

    /// <summary>B̄ = op(L)⁻ᵀ·X̄, and L̄ is the lower triangle of −B̄·Xᵀ, or for Lᵀ of −X·B̄ᵀ.</summary>
    private static Tensor?[] TriangularGradients(JointGradients arrived, Tensor l, Tensor x, bool transpose)
    {
        var byRight = l.SolveTriangular(arrived[0]!, !transpose);
        var byLower = !arrived.Wants(0) ? null : -(transpose ? x.MatMul(byRight, transposeB: true) : byRight.MatMul(x, transposeB: true)).Tril();
        return [byLower, arrived.Wants(1) ? byRight : null];
    }

    /// <summary>ln det A of symmetric positive-definite matrices: 2·Σ ln of the diagonal of L with A = L·Lᵀ.</summary>
    /// <param name="a">[..., n, n].</param>
    /// <param name="validate">See <see cref="Cholesky"/>.</param>
    /// <returns>[...].</returns>
    /// <exception cref="ArgumentException">The last two axes differ, or a matrix is not positive definite.</exception>
    public static Tensor LogDeterminant(this Tensor a, bool validate = true) => a.Cholesky(validate).Diagonal().Log().Sum(-1) * 2;

    /// <summary>The diagonal of square matrices.</summary>
    /// <param name="a">[..., n, n].</param>
    /// <returns>[..., n].</returns>
    /// <exception cref="ArgumentException">The last two axes differ.</exception>
    public static Tensor Diagonal(this Tensor a)
    {
        var n = Square(nameof(Diagonal), nameof(a), a);
        return a.Reshape(Shape.Create([.. a.Shape.AsSpan()[..^2], n * n])).Gather(Tensor.Arange(n, a.Device) * (n + 1), -1);
    }

    /// <summary>The lower triangle with the diagonal; zeros above.</summary>
    /// <param name="a">[..., rows, columns].</param>
    /// <returns>A tensor of a's shape.</returns>
    /// <exception cref="ArgumentException">There are no two axes.</exception>
    public static Tensor Tril(this Tensor a)
    {
        if (a.Rank < 2) throw new ArgumentException($"Tril needs matrices [..., rows, columns], not shape {a.Shape}.", nameof(a));
        var below = Tensor.Arange(a.Shape[-2], a.Device).Unsqueeze(1).GreaterOrEqual(Tensor.Arange(a.Shape[-1], a.Device));
        return Elementwise.Where(below, a, a.Like(0));
    }

    /// <summary>
    /// Ā = ½(S + Sᵀ) with S = L⁻ᵀ·P·L⁻¹, where P is the lower triangle of Lᵀ·L̄ with half of its diagonal.
    /// </summary>
    private static Tensor CholeskyGradient(Tensor g, Tensor l)
    {
        var product = l.MatMul(g.Tril(), transposeA: true).Tril();
        var p = product - product * Tensor.Eye(l.Shape[-1], l.Device) * 0.5;
        var half = l.SolveTriangular(p, transpose: true);                              // L⁻ᵀ·P
        var s = l.SolveTriangular(half.Transpose(), transpose: true).Transpose();      // (L⁻ᵀ·(L⁻ᵀP)ᵀ)ᵀ
        return (s + s.Transpose()) * 0.5;
    }

    private static int Square(string operation, string argument, Tensor a) => a.Rank >= 2 && a.Shape[-1] == a.Shape[-2] ? a.Shape[-1]
        : throw new ArgumentException($"{operation} needs square matrices [..., n, n], not shape {a.Shape}.", argument);

    private static void RefuseIndefinite(Tensor a, Tensor l, int n)
    {
        using var scope = new Scope();
        var pivots = new Tensor(l.Shape, l.Memory).Diagonal().ToDoubles();
        var first = Array.FindIndex(pivots, double.IsNaN);
        if (first >= 0)
            throw new ArgumentException($"a of shape {a.Shape} is not positive definite: the leading minor of order {first % n + 1} of matrix {first / n} is not positive, or holds NaN.", nameof(a));
    }
}
