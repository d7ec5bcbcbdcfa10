using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engine.Devices.Cpu;

/// <summary>Products with few rows, or with one column: bound by reading the larger matrix, so it is read where it lies.</summary>
internal static unsafe class ThinProduct
{
    /// <summary>Row by row; the parameters are those of <see cref="NaiveProduct.Run"/>.</summary>
    public static void Rows(
        Workers workers, int m, int n, int k, float* a, bool transposeA, float* b, bool transposeB, float* c)
    {
        float* row = PackBuffer.ForA.Reserve(k);
        for (nint i = 0; i < m; i++)
        {
            for (nint p = 0; p < k; p++) row[p] = transposeA ? a[(p * m) + i] : a[(i * k) + p];
            workers.Run(Blocks(n), new RowTimesMatrix(n, k, row, b, transposeB, c + (i * n)));
        }
    }

    /// <summary>The one column c = op(A)·b, as the row bᵀ·op(A)ᵀ: in memory a column is a row.</summary>
    public static void Column(Workers workers, int m, int k, float* a, bool transposeA, float* b, float* c) =>
        workers.Run(Blocks(m), new RowTimesMatrix(m, k, b, a, !transposeA, c));

    private static int Blocks(int columns) => ((columns - 1) / ProductSizes.ThinColumns) + 1;

    /// <summary>A block is <see cref="ProductSizes.ThinColumns"/> columns of one row of C.</summary>
    private readonly struct RowTimesMatrix(
        int n, int k, float* a, float* b, bool transposeB, float* c) : IBlockWork
    {
        public void Run(int block)
        {
            int first = block * ProductSizes.ThinColumns, columns = Math.Min(ProductSizes.ThinColumns, n - first);
            if (transposeB) Dots(a, b + ((nint)first * k), k, columns, c + first);
            else Combine(a, b + first, n, k, columns, c + first);
        }
    }

    /// <summary>sums[j] = Σ_p a[p] · b[p, j], as a combination of B's rows, four rows at a time.</summary>
    private static void Combine(float* a, float* b, nint stride, int k, int columns, float* sums)
    {
        new Span<float>(sums, columns).Clear();
        int p = 0;
        for (; p <= k - 4; p += 4, b += 4 * stride) AddFourRows(a + p, b, stride, columns, sums);
        for (; p < k; p++, b += stride)
        {
            for (int j = 0; j < columns; j++) sums[j] = float.FusedMultiplyAdd(a[p], b[j], sums[j]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourRows(float* a, float* b, nint stride, int columns, float* sums)
    {
        float* b1 = b + stride, b2 = b1 + stride, b3 = b2 + stride;
        Vector256<float> a0 = Vector256.Create(a[0]), a1 = Vector256.Create(a[1]), a2 = Vector256.Create(a[2]), a3 = Vector256.Create(a[3]);
        int j = 0;
        for (; j <= columns - 8; j += 8)
        {
            Vector256<float> sum = Vector256.FusedMultiplyAdd(a0, Vector256.Load(b + j), Vector256.Load(sums + j));
            sum = Vector256.FusedMultiplyAdd(a1, Vector256.Load(b1 + j), sum);
            sum = Vector256.FusedMultiplyAdd(a2, Vector256.Load(b2 + j), sum);
            Vector256.Store(Vector256.FusedMultiplyAdd(a3, Vector256.Load(b3 + j), sum), sums + j);
        }
        for (; j < columns; j++)
        {
            float sum = float.FusedMultiplyAdd(a[1], b1[j], float.FusedMultiplyAdd(a[0], b[j], sums[j]));
            sums[j] = float.FusedMultiplyAdd(a[3], b3[j], float.FusedMultiplyAdd(a[2], b2[j], sum));
        }
    }

    /// <summary>sums[j] = Σ_p a[p] · b[j, p], each a dot product of stored rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots(float* a, float* b, int k, int columns, float* sums)
    {
        for (int j = 0; j < columns; j++, b += k)
        {
            Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
            int p = 0;
            for (; p <= k - 32; p += 32)
            {
                s0 = Vector256.FusedMultiplyAdd(Vector256.Load(a + p), Vector256.Load(b + p), s0);
                s1 = Vector256.FusedMultiplyAdd(Vector256.Load(a + p + 8), Vector256.Load(b + p + 8), s1);
                s2 = Vector256.FusedMultiplyAdd(Vector256.Load(a + p + 16), Vector256.Load(b + p + 16), s2);
                s3 = Vector256.FusedMultiplyAdd(Vector256.Load(a + p + 24), Vector256.Load(b + p + 24), s3);
            }
            for (; p <= k - 8; p += 8) s0 = Vector256.FusedMultiplyAdd(Vector256.Load(a + p), Vector256.Load(b + p), s0);
            float sum = Vector256.Sum(s0 + s1 + (s2 + s3));
            for (; p < k; p++) sum = float.FusedMultiplyAdd(a[p], b[p], sum);
            sums[j] = sum;
        }
    }
}
