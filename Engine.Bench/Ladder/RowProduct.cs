namespace Engine.Bench.Ladder;

/// <summary>Second rung: the naive loops in another order. The innermost one now walks along rows of B and C, so that memory is read
/// in the order in which it lies.</summary>
public static unsafe class RowProduct
{
    /// <summary>C = A·B, row-major: row i of C is the sum of a[i, p] times row p of B.</summary>
    /// <param name="m">Rows of C.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">Terms of each sum.</param>
    /// <param name="a">[m, k].</param>
    /// <param name="b">[k, n].</param>
    /// <param name="c">[m, n].</param>
    public static void Run(int m, int n, int k, float* a, float* b, float* c)
    {
        new Span<float>(c, m * n).Clear();
        for (var i = 0; i < m; i++)
            for (var p = 0; p < k; p++)
                for (var j = 0; j < n; j++)
                    c[i * n + j] += a[i * k + p] * b[p * n + j];
    }
}
