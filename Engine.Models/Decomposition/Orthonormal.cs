using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>Rows made orthonormal, each against those before it, twice: once leaves what rounding made. A row that depends on them becomes 0 or rounding errors.</summary>
internal static class Orthonormal
{
    /// <param name="rows">Changed.</param>
    /// <returns>The same rows.</returns>
    public static Rows Of(Rows rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            for (var again = 0; again < 2; again++)
                for (var j = 0; j < i; j++) TensorPrimitives.MultiplyAdd(rows[j], -TensorPrimitives.Dot<double>(rows[i], rows[j]), rows[i], rows[i]);
            var norm = TensorPrimitives.Norm<double>(rows[i]);
            if (norm > 0) TensorPrimitives.Divide(rows[i], norm, rows[i]);
        }
        return rows;
    }
}
