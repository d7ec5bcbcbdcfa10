using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engine.Devices.Cpu;

/// <summary>Products with few columns, such as a classifier's last layer, as dot products of stored rows: vectors along the
/// columns would be mostly padding, here they run along the terms.</summary>
internal static unsafe class DotProduct
{
    private const int Lanes = 16;

    /// <summary>A tile: 20 sums, which with 5 vectors of B and one of A are 26 of the 32 registers. Ten columns are two tiles.</summary>
    private const int Rows = 4, Columns = 5;

    /// <summary>Whether it beats the blocked product.</summary>
    public static bool Suits(int n, int k) => n <= ProductSizes.DotColumns && k >= ProductSizes.DotTerms;

    /// <summary>C = A·op(B); the parameters are those of <see cref="CpuProduct.Run"/>.</summary>
    public static void Run<E>(Workers workers, int m, int n, int k, float* a, float* b, bool transposeB, float* c, E epilogue)
        where E : struct, IEpilogue
    {
        if (!transposeB)
        {
            float* columns = PackBuffer.ForB.Reserve((long)n * k);
            Packing.Transpose(b, n, k, n, columns, k);
            b = columns;
        }
        workers.Run(((m - 1) / ProductSizes.DotRows) + 1, new SomeRows<E>(m, n, k, a, b, c, epilogue));
    }

    /// <summary>A block is <see cref="ProductSizes.DotRows"/> rows of C.</summary>
    private readonly struct SomeRows<E>(int m, int n, int k, float* a, float* b, float* c, E epilogue) : IBlockWork where E : struct, IEpilogue
    {
        public void Run(int block)
        {
            int first = block * ProductSizes.DotRows, end = Math.Min(first + ProductSizes.DotRows, m);
            for (int row = first; row < end; row += Rows)
            {
                for (int column = 0; column < n; column += Columns) Tile(row, Math.Min(Rows, end - row), column, Math.Min(Columns, n - column));
            }
            if (!epilogue.IsEmpty) epilogue.Finish(c + ((nint)first * n), n, end - first, n, 0);
        }

        private void Tile(int row, int rows, int column, int columns)
        {
            float* sums = stackalloc float[Rows * Columns];
            Multiply(k, a + ((nint)row * k), rows - 1, b + ((nint)column * k), columns - 1, sums);
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++) c[((nint)(row + i) * n) + column + j] = sums[(i * Columns) + j];
            }
        }
    }

    /// <summary>sums[i, j] = Σ_p a[i, p] · b[j, p]. Lines beyond the last one are that one again: their sums are not wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(nint k, float* a, int lastA, float* b, int lastB, float* sums)
    {
        float* a0 = a;
        float* a1 = a + (Math.Min(1, lastA) * k);
        float* a2 = a + (Math.Min(2, lastA) * k);
        float* a3 = a + (Math.Min(3, lastA) * k);
        float* b0 = b;
        float* b1 = b + (Math.Min(1, lastB) * k);
        float* b2 = b + (Math.Min(2, lastB) * k);
        float* b3 = b + (Math.Min(3, lastB) * k);
        float* b4 = b + (Math.Min(4, lastB) * k);
        Vector512<float> s00 = default, s01 = default, s02 = default, s03 = default, s04 = default;
        Vector512<float> s10 = default, s11 = default, s12 = default, s13 = default, s14 = default;
        Vector512<float> s20 = default, s21 = default, s22 = default, s23 = default, s24 = default;
        Vector512<float> s30 = default, s31 = default, s32 = default, s33 = default, s34 = default;
        nint p = 0;
        for (; p <= k - Lanes; p += Lanes)
        {
            Vector512<float> v0 = Vector512.Load(b0 + p), v1 = Vector512.Load(b1 + p), v2 = Vector512.Load(b2 + p);
            Vector512<float> v3 = Vector512.Load(b3 + p), v4 = Vector512.Load(b4 + p);
            Accumulate(a0 + p, v0, v1, v2, v3, v4, ref s00, ref s01, ref s02, ref s03, ref s04);
            Accumulate(a1 + p, v0, v1, v2, v3, v4, ref s10, ref s11, ref s12, ref s13, ref s14);
            Accumulate(a2 + p, v0, v1, v2, v3, v4, ref s20, ref s21, ref s22, ref s23, ref s24);
            Accumulate(a3 + p, v0, v1, v2, v3, v4, ref s30, ref s31, ref s32, ref s33, ref s34);
        }
        Add(s00, s01, s02, s03, s04, sums + (0 * Columns));
        Add(s10, s11, s12, s13, s14, sums + (1 * Columns));
        Add(s20, s21, s22, s23, s24, sums + (2 * Columns));
        Add(s30, s31, s32, s33, s34, sums + (3 * Columns));
        for (; p < k; p++)
        {
            AddTerm(a0[p], b0[p], b1[p], b2[p], b3[p], b4[p], sums + (0 * Columns));
            AddTerm(a1[p], b0[p], b1[p], b2[p], b3[p], b4[p], sums + (1 * Columns));
            AddTerm(a2[p], b0[p], b1[p], b2[p], b3[p], b4[p], sums + (2 * Columns));
            AddTerm(a3[p], b0[p], b1[p], b2[p], b3[p], b4[p], sums + (3 * Columns));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(
        float* a, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3, Vector512<float> v4,
        ref Vector512<float> s0, ref Vector512<float> s1, ref Vector512<float> s2, ref Vector512<float> s3, ref Vector512<float> s4)
    {
        Vector512<float> x = Vector512.Load(a);
        s0 = Vector512.FusedMultiplyAdd(x, v0, s0);
        s1 = Vector512.FusedMultiplyAdd(x, v1, s1);
        s2 = Vector512.FusedMultiplyAdd(x, v2, s2);
        s3 = Vector512.FusedMultiplyAdd(x, v3, s3);
        s4 = Vector512.FusedMultiplyAdd(x, v4, s4);
    }

    private static void Add(
        Vector512<float> s0, Vector512<float> s1, Vector512<float> s2, Vector512<float> s3, Vector512<float> s4, float* sums)
    {
        sums[0] = Vector512.Sum(s0);
        sums[1] = Vector512.Sum(s1);
        sums[2] = Vector512.Sum(s2);
        sums[3] = Vector512.Sum(s3);
        sums[4] = Vector512.Sum(s4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTerm(float x, float v0, float v1, float v2, float v3, float v4, float* sums)
    {
        sums[0] = float.FusedMultiplyAdd(x, v0, sums[0]);
        sums[1] = float.FusedMultiplyAdd(x, v1, sums[1]);
        sums[2] = float.FusedMultiplyAdd(x, v2, sums[2]);
        sums[3] = float.FusedMultiplyAdd(x, v3, sums[3]);
        sums[4] = float.FusedMultiplyAdd(x, v4, sums[4]);
    }
}
