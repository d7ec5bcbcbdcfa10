using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>The inverse of a small symmetric positive definite matrix, by Gauss and Jordan: without exchanges, which such a matrix does not need.</summary>
internal static class PositiveInverse
{
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static Rows Of(Rows matrix)
    {
        var (left, inverse) = (matrix.Copy(), Rows.Identity(matrix.Count));
        for (var k = 0; k < left.Count; k++)
        {
            var pivot = left[k][k];
            if (!(pivot > 0)) throw new ArithmeticException($"The matrix is not positive definite: pivot {k} is {pivot}.");
            TensorPrimitives.Divide(left[k], pivot, left[k]);
            TensorPrimitives.Divide(inverse[k], pivot, inverse[k]);
            for (var i = 0; i < left.Count; i++)
            {
                if (i == k) continue;
                var factor = -left[i][k];
                TensorPrimitives.MultiplyAdd(left[k], factor, left[i], left[i]);
                TensorPrimitives.MultiplyAdd(inverse[k], factor, inverse[i], inverse[i]);
            }
        }
        return inverse;
    }
}
