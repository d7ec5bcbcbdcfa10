using System.Numerics;

namespace Engine.Gpu.Kernels;

/// <summary>Products that are taken to be alike when the fastest kernel is chosen: sizes rounded up to powers of two, same storage.</summary>
internal readonly record struct ProductKey(int M, int N, int K, int Count, bool TransposeA, bool TransposeB)
{
    /// <summary>The class of a product.</summary>
    public static ProductKey Of(in MatMulPlan plan, int terms, int count) => new(Rounded(plan.M), Rounded(plan.N), Rounded(terms), Rounded(count), plan.TransposeA, plan.TransposeB);

    private static int Rounded(int length) => 32 - BitOperations.LeadingZeroCount((uint)(length - 1));
}
