namespace Engine.Models;

/// <summary>Conditions on a matrix of n² numbers in row-major order.</summary>
internal static class Matrices
{
    /// <summary>How much the triangles of a symmetric matrix may differ, relative to its largest number: room for the rounding of float.</summary>
    private const double SymmetryTolerance = 1e-5;

    public static bool IsLowerCholesky(double[] a, int n)
    {
        for (var row = 0; row < n; row++)
            for (var column = 0; column < n; column++)
            {
                var value = a[row * n + column];
                if (!double.IsFinite(value) || row < column && value != 0 || row == column && value <= 0) return false;
            }
        return true;
    }

    public static bool IsPositiveDefinite(double[] a, int n)
    {
        if (!a.All(double.IsFinite)) return false;
        var bound = SymmetryTolerance * a.Max(Math.Abs);
        for (var row = 0; row < n; row++)
            for (var column = 0; column < row; column++)
                if (Math.Abs(a[row * n + column] - a[column * n + row]) > bound) return false;
        using var scope = new Scope();
        return !Tensor.From(a, [n, n], Device.Reference).Cholesky(validate: false).HasNaN();
    }
}
