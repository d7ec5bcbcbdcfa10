using System.Numerics;

namespace Engine.Devices.Cpu;

/// <summary>The matrix product as its definition: three loops. Read this first; it is also the oracle of the packed product
/// and what tiny products run.</summary>
internal static unsafe class NaiveProduct
{
    /// <summary>C = op(A)·op(B) + <paramref name="bias"/> on every row: c[i, j] = Σ_p a[i, p] · b[p, j] + bias[j].</summary>
    /// <param name="m">Rows of C.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">Terms of each sum; with 0 the sum is 0.</param>
    /// <param name="a">[m, k], or [k, m] if <paramref name="transposeA"/>.</param>
    /// <param name="transposeA">Whether <paramref name="a"/> is stored transposed.</param>
    /// <param name="b">[k, n], or [n, k] if <paramref name="transposeB"/>.</param>
    /// <param name="transposeB">Whether <paramref name="b"/> is stored transposed.</param>
    /// <param name="c">[m, n].</param>
    /// <param name="bias">n numbers, or null.</param>
    public static void Run<T>(int m, int n, int k, T* a, bool transposeA, T* b, bool transposeB, T* c, T* bias)
        where T : unmanaged, INumber<T>
    {
        (long aRow, long aColumn) = transposeA ? (1L, (long)m) : (k, 1L);
        (long bRow, long bColumn) = transposeB ? (1L, (long)k) : (n, 1L);
        for (long i = 0; i < m; i++)
        {
            for (long j = 0; j < n; j++)
            {
                T sum = T.Zero;
                for (long p = 0; p < k; p++) sum += a[(i * aRow) + (p * aColumn)] * b[(p * bRow) + (j * bColumn)];
                if (bias != null) sum += bias[j];
                c[(i * n) + j] = sum;
            }
        }
    }
}
