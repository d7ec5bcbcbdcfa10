using System.Runtime.Intrinsics;

namespace Engine.Devices.Cpu;

/// <summary>C = op(A)·op(B) for float matrices: chooses the way that suits the sizes and the machine.</summary>
internal static unsafe class PackedProduct
{
    private static readonly Workers alone = new(threads: 1);

    /// <summary>C = op(A)·op(B), plus what C held if <paramref name="accumulate"/>, plus <paramref name="bias"/> on every row.
    /// All matrices are row-major and contiguous. Each element is summed in an order that depends on m, n and k only, so the
    /// result is bitwise the same for any number of threads.</summary>
    /// <remarks>The parameters are those of <see cref="NaiveProduct.Run"/>; C must overlap neither A nor B.</remarks>
    public static void Run(
        Workers workers, int m, int n, int k, float* a, bool transposeA, float* b, bool transposeB, float* c, bool accumulate, float* bias)
    {
        if (m == 0 || n == 0) return;
        long multiplyAdds = (long)m * n * k;
        if (multiplyAdds < ProductSizes.OneThreadBelow) workers = alone;

        if (multiplyAdds <= ProductSizes.NaiveUpTo)
            NaiveProduct.Run(m, n, k, a, transposeA, b, transposeB, c, accumulate, bias);
        else if (m <= ProductSizes.ThinRows)
            ThinProduct.Rows(workers, m, n, k, a, transposeA, b, transposeB, c, accumulate, bias);
        else if (n == 1)
            ThinProduct.Column(workers, m, k, a, transposeA, b, c, accumulate, bias);
        else if (Vector512.IsHardwareAccelerated)
            BlockedProduct<Tile512>.Run(workers, m, n, k, a, transposeA, b, transposeB, c, accumulate, bias);
        else
            BlockedProduct<Tile256>.Run(workers, m, n, k, a, transposeA, b, transposeB, c, accumulate, bias);
    }
}
