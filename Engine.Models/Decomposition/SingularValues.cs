using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>
/// A matrix with no more rows than columns as X = Σ sᵢ·uᵢ·vᵢᵀ, in double precision, by one-sided Jacobi rotations: pairs of rows are turned
/// until all are orthogonal. Accurate also for small singular values. Hestenes, J. SIAM 6 (1958); Golub &amp; Van Loan, §8.6.
/// </summary>
/// <param name="Values">s, falling.</param>
/// <param name="Left">u, one a row.</param>
/// <param name="Right">v, one a row; zeros where s is 0.</param>
internal readonly record struct SingularValues(double[] Values, Rows Left, Rows Right)
{
    private const int MostSweeps = 60;

    public static SingularValues Of(Rows matrix)
    {
        if (matrix.Values.Any(value => !double.IsFinite(value))) throw new ArgumentException("The matrix holds numbers that are not finite.", nameof(matrix));
        var (right, left) = (matrix.Copy(), Rows.Identity(matrix.Count));
        var (sweeps, negligible) = (0, Tolerance(matrix.Length) * TensorPrimitives.Norm<double>(matrix.Values));
        while (Sweep(right, left, negligible))
            if (++sweeps == MostSweeps) throw new ArithmeticException($"The rows of a {matrix.Count}×{matrix.Length} matrix are not orthogonal after {MostSweeps} sweeps.");
        for (var i = 0; i < right.Count; i++)
            if (TensorPrimitives.Norm<double>(right[i]) <= negligible) right[i].Clear();
        return Sorted(right, left);
    }

    /// <summary>What rounding leaves of a sum of so many products, relative to the factors' norms.</summary>
    private static double Tolerance(int length) => Math.ScaleB(1, -52) * Math.Max(8, Math.Sqrt(length));

    /// <summary>Turns every pair of rows that is not orthogonal to rounding; a row that is nothing but rounding would never be.</summary>
    /// <returns>Whether there was one.</returns>
    private static bool Sweep(Rows right, Rows left, double negligible)
    {
        var (turned, spare) = (false, new double[Math.Max(right.Length, left.Length)]);
        var tolerance = Tolerance(right.Length);
        for (var i = 0; i < right.Count; i++)
            for (var j = i + 1; j < right.Count; j++)
            {
                Span<double> a = right[i], b = right[j];
                var (aa, bb, ab) = (TensorPrimitives.SumOfSquares<double>(a), TensorPrimitives.SumOfSquares<double>(b), TensorPrimitives.Dot<double>(a, b));
                if (Math.Sqrt(Math.Min(aa, bb)) <= negligible || Math.Abs(ab) <= tolerance * Math.Sqrt(aa) * Math.Sqrt(bb)) continue;
                var zeta = (bb - aa) / (2 * ab);
                var t = 1 / (zeta + Math.CopySign(double.Hypot(zeta, 1), zeta));        // the smaller of two angles
                var c = 1 / double.Hypot(t, 1);
                Rotation.Apply(a, b, c, -t * c, spare);
                Rotation.Apply(left[i], left[j], c, -t * c, spare);
                turned = true;
            }
        return turned;
    }

    private static SingularValues Sorted(Rows right, Rows left)
    {
        var lengths = Enumerable.Range(0, right.Count).Select(i => TensorPrimitives.Norm<double>(right[i])).ToArray();
        var order = Enumerable.Range(0, right.Count).OrderByDescending(i => lengths[i]).ToArray();
        var (u, v) = (new Rows(left.Count, left.Length), new Rows(right.Count, right.Length));
        for (var i = 0; i < order.Length; i++)
        {
            left[order[i]].CopyTo(u[i]);
            if (lengths[order[i]] > 0) TensorPrimitives.Divide(right[order[i]], lengths[order[i]], v[i]);
        }
        return new([.. order.Select(i => lengths[i])], u, v);
    }
}
