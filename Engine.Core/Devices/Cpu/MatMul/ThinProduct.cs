using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engine.Devices.Cpu;

/// <summary>Products with few rows: bound by reading B, so B is read where it lies.</summary>
internal static unsafe class ThinProduct
{
    /// <inheritdoc cref="PackedProduct.Run"/>
    public static void Run(
        Workers workers, int m, int n, int k, float* a, bool transposeA, float* b, bool transposeB, float* c, bool accumulate, float* bias)
    {
        float* row = PackBuffer.ForA.Reserve(k);
        int blocks = ((n - 1) / ProductSizes.ThinColumns) + 1;
        for (nint i = 0; i < m; i++)
        {
            for (nint p = 0; p < k; p++) row[p] = transposeA ? a[(p * m) + i] : a[(i * k) + p];
            workers.Run(blocks, new RowTimesMatrix(n, k, row, b, transposeB, c + (i * n), accumulate, bias));
        }
    }

    /// <summary>A block is <see cref="ProductSizes.ThinColumns"/> columns of one row of C.</summary>
    private readonly struct RowTimesMatrix(int n, int k, float* a, float* b, bool transposeB, float* c, bool accumulate, float* bias) : IBlockWork
    {
        public void Run(int block)
        {
            int first = block * ProductSizes.ThinColumns, columns = Math.Min(ProductSizes.ThinColumns, n - first);
            float* sums = stackalloc float[ProductSizes.ThinColumns];
            if (transposeB) Dots(a, b + ((nint)first * k), k, columns, sums);
            else Combine(a, b + first, n, k, columns, sums);
            for (int j = 0; j < columns; j++)
            {
                float sum = bias == null ? sums[j] : sums[j] + bias[first + j];
                c[first + j] = accumulate ? c[first + j] + sum : sum;
            }
        }
    }

    /// <summary>sums[j] = Σ_p a[p] · b[p, j], as a combination of B's rows, 64 columns in 8 accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(float* a, float* b, nint stride, int k, int columns, float* sums)
    {
        if (columns < ProductSizes.ThinColumns)
        {
            for (int p = 0; p < k; p++, b += stride)
            {
                for (int j = 0; j < columns; j++) sums[j] = float.FusedMultiplyAdd(a[p], b[j], p == 0 ? 0 : sums[j]);
            }
            return;
        }
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (int p = 0; p < k; p++, b += stride)
        {
            Vector256<float> x = Vector256.Create(a[p]);
            s0 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b), s0);
            s1 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b + 8), s1);
            s2 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b + 16), s2);
            s3 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b + 24), s3);
            s4 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b + 32), s4);
            s5 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b + 40), s5);
            s6 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b + 48), s6);
            s7 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b + 56), s7);
        }
        Vector256.Store(s0, sums);
        Vector256.Store(s1, sums + 8);
        Vector256.Store(s2, sums + 16);
        Vector256.Store(s3, sums + 24);
        Vector256.Store(s4, sums + 32);
        Vector256.Store(s5, sums + 40);
        Vector256.Store(s6, sums + 48);
        Vector256.Store(s7, sums + 56);
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
