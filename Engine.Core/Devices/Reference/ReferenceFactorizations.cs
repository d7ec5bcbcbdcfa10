namespace Engine.Devices.Reference;

/// <summary>Factorization of symmetric matrices and triangular systems, as their definitions.</summary>
internal static class ReferenceFactorizations
{
    /// <summary>L from A = L·Lᵀ row by row: l[i, j] = (a[i, j] − Σₖ l[i, k]·l[j, k])/l[j, j] over k &lt; j, and the root of that sum if i = j.</summary>
    public static void Cholesky(ReadOnlySpan<double> a, Span<double> l, int n)
    {
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
            {
                var rest = (a[i * n + j] + a[j * n + i]) / 2;
                for (var k = 0; k < Math.Min(i, j); k++) rest -= l[i * n + k] * l[j * n + k];
                l[i * n + j] = i < j ? 0 : i > j ? rest / l[j * n + j] : rest > 0 ? Math.Sqrt(rest) : double.NaN;
            }
    }

    /// <summary>X with L·X = B, from the first row on, or with Lᵀ·X = B, from the last.</summary>
    public static void SolveTriangular(ReadOnlySpan<double> l, ReadOnlySpan<double> b, Span<double> x, int n, int columns, bool transpose)
    {
        for (var step = 0; step < n; step++)
        {
            var i = transpose ? n - 1 - step : step;
            for (var column = 0; column < columns; column++)
            {
                var rest = b[i * columns + column];
                for (var known = 0; known < step; known++)
                {
                    var k = transpose ? n - 1 - known : known;
                    rest -= (transpose ? l[k * n + i] : l[i * n + k]) * x[k * columns + column];
                }
                x[i * columns + column] = rest / l[i * n + i];
            }
        }
    }
}
