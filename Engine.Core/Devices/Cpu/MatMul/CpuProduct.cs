using System.Runtime.Intrinsics;

namespace Engine.Devices.Cpu;

/// <summary>C = op(A)·op(B) for float matrices: chooses the way that suits the sizes and the machine.</summary>
internal static unsafe class CpuProduct
{
    private static readonly Workers alone = new(threads: 1);

    /// <summary>C = op(A)·op(B), finished by <paramref name="epilogue"/>. All matrices are row-major and contiguous. Each element is
    /// summed in an order that depends on m, n, k and the transposes only, so the result is bitwise the same for any number of
    /// threads.</summary>
    /// <remarks>The parameters are those of <see cref="NaiveProduct.Run"/>; C must overlap neither A nor B.</remarks>
    public static void Run<E>(
        Workers workers, int m, int n, int k, float* a, bool transposeA, float* b, bool transposeB, float* c, E epilogue)
        where E : struct, IEpilogue
    {
        if (m == 0 || n == 0) return;
        long multiplyAdds = (long)m * n * k;
        if (multiplyAdds < ProductSizes.OneThreadBelow) workers = alone;

        if (multiplyAdds > ProductSizes.NaiveUpTo && m > ProductSizes.ThinRows && n > 1)
        {
            if (Vector512.IsHardwareAccelerated && !transposeA && DotProduct.Suits(n, k))
                DotProduct.Run(workers, m, n, k, a, b, transposeB, c, epilogue);
            else
                Blocked(workers, Product.Of(m, n, k, a, transposeA, b, transposeB, c), epilogue);
            return;
        }
        if (multiplyAdds <= ProductSizes.NaiveUpTo) NaiveProduct.Run(m, n, k, a, transposeA, b, transposeB, c, bias: null);
        else if (m <= ProductSizes.ThinRows) ThinProduct.Rows(workers, m, n, k, a, transposeA, b, transposeB, c);
        else ThinProduct.Column(workers, m, k, a, transposeA, b, c);
        if (!epilogue.IsEmpty) epilogue.Finish(c, n, m, n, 0);
    }

    private static void Blocked<E>(Workers workers, Product product, E epilogue) where E : struct, IEpilogue
    {
        if (product.IsCheaperTurned) product = product.Turn();
        if (Vector512.IsHardwareAccelerated) BlockedProduct<Tile512, E>.Run(workers, product, epilogue);
        else BlockedProduct<Tile256, E>.Run(workers, product, epilogue);
    }
}
