using System.Runtime.Intrinsics;

namespace Engine.Bench.Ladder;

/// <summary>Third rung: the loops of <see cref="RowProduct"/>, sixteen columns at a time by fused multiply-adds.</summary>
public static unsafe class VectorProduct
{
    private const int Lanes = 16;

    /// <inheritdoc cref="RowProduct.Run"/>
    /// <remarks>n must be a multiple of 16.</remarks>
    public static void Run(int m, int n, int k, float* a, float* b, float* c)
    {
        new Span<float>(c, m * n).Clear();
        for (var i = 0; i < m; i++)
        {
            float* row = c + i * n;
            for (var p = 0; p < k; p++) AddMultiple(a[i * k + p], b + p * n, row, n);
        }
    }

    private static void AddMultiple(float factor, float* from, float* to, int count)
    {
        var x = Vector512.Create(factor);
        for (var j = 0; j < count; j += Lanes)
            Vector512.Store(Vector512.FusedMultiplyAdd(x, Vector512.Load(from + j), Vector512.Load(to + j)), to + j);
    }
}
