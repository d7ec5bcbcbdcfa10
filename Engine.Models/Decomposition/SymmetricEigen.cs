using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>
/// A symmetric matrix as A = Σ λᵢ·uᵢ·uᵢᵀ, in double precision: Householder reflections to three diagonals, then the implicit QL
/// iteration. Golub &amp; Van Loan, <i>Matrix Computations</i>, §8.3; Bowdler, Martin, Reinsch &amp; Wilkinson, Numer. Math. 11 (1968).
/// </summary>
/// <param name="Values">λ, falling.</param>
/// <param name="Vectors">u, one a row, in the order of the values.</param>
internal readonly record struct SymmetricEigen(double[] Values, Rows Vectors)
{
    /// <summary>Steps for one eigenvalue after which the iteration is given up; two are usual.</summary>
    private const int MostSteps = 60;

    /// <exception cref="ArgumentException">The matrix holds NaN or ∞.</exception>
    public static SymmetricEigen Of(Rows symmetric)
    {
        var n = symmetric.Count;
        if (symmetric.Values.Any(value => !double.IsFinite(value))) throw new ArgumentException("The matrix holds numbers that are not finite.", nameof(symmetric));
        var (diagonal, beside, vectors) = Tridiagonal(symmetric.Copy());
        Iterate(diagonal, beside, vectors);
        var order = Enumerable.Range(0, n).OrderByDescending(i => diagonal[i]).ToArray();
        var sorted = new Rows(n, n);
        for (var i = 0; i < n; i++) vectors[order[i]].CopyTo(sorted[i]);
        return new([.. order.Select(i => diagonal[i])], sorted);
    }

    /// <summary>A = Q·T·Qᵀ: T's diagonal, the numbers beside it, and the rows of Qᵀ.</summary>
    private static (double[] Diagonal, double[] Beside, Rows Transform) Tridiagonal(Rows a)
    {
        var n = a.Count;
        var (beside, scales, p) = (new double[n], new double[n], new double[n]);
        for (var k = 0; k + 2 < n; k++)
        {
            // H = I − β·v·vᵀ maps column k below the diagonal to (α, 0, …); v overwrites row k, where nobody needs A any more.
            var v = a[k][(k + 1)..];
            var norm = TensorPrimitives.Norm<double>(v);
            beside[k] = v[0] > 0 ? -norm : norm;
            if (norm == 0) continue;
            v[0] -= beside[k];
            var beta = scales[k] = -1 / (beside[k] * v[0]);
            var w = p.AsSpan(k + 1);
            for (var i = k + 1; i < n; i++) p[i] = beta * TensorPrimitives.Dot<double>(a[i][(k + 1)..], v);
            TensorPrimitives.MultiplyAdd(v, -beta / 2 * TensorPrimitives.Dot<double>(w, v), w, w);
            for (var i = k + 1; i < n; i++)
            {
                var row = a[i][(k + 1)..];
                TensorPrimitives.MultiplyAdd(w, -v[i - k - 1], row, row);
                TensorPrimitives.MultiplyAdd(v, -w[i - k - 1], row, row);
            }
        }
        if (n > 1) beside[n - 2] = a[n - 2][n - 1];
        return ([.. Enumerable.Range(0, n).Select(i => a[i][i])], beside, Product(a, scales));
    }

    /// <summary>Qᵀ = (H₀·H₁·…)ᵀ, from the reflections' vectors above the diagonal of <paramref name="a"/>; from the last to the first, so that only the corner that they change is touched.</summary>
    private static Rows Product(Rows a, double[] scales)
    {
        var n = a.Count;
        var transform = Rows.Identity(n);
        for (var k = n - 3; k >= 0; k--)
        {
            if (scales[k] == 0) continue;
            var v = a[k][(k + 1)..];
            for (var i = k + 1; i < n; i++)
            {
                var row = transform[i][(k + 1)..];
                TensorPrimitives.MultiplyAdd(v, -scales[k] * TensorPrimitives.Dot<double>(row, v), row, row);
            }
        }
        return transform;
    }

    /// <summary>Rotations that bring the numbers beside the diagonal to 0, one eigenvalue after the other.</summary>
    private static void Iterate(double[] d, double[] e, Rows vectors)
    {
        // Errors of this size are made anyway; relative to their neighbours, the numbers of an empty subspace would never be small.
        var (spare, negligible) = (new double[vectors.Length], Math.ScaleB(1, -53) * d.Zip(e, (a, b) => Math.Abs(a) + Math.Abs(b)).Max());
        for (var l = 0; l < d.Length; l++)
            for (var step = 0; ; step++)
            {
                var m = l;
                while (m + 1 < d.Length && Math.Abs(e[m]) > negligible) m++;
                if (m == l) break;
                if (step == MostSteps) throw new ArithmeticException($"Eigenvalue {l} of a {d.Length}×{d.Length} matrix was not found in {MostSteps} steps.");
                Sweep(d, e, l, m, vectors, spare);
            }
    }

    /// <summary>One QL step on rows l…m with Wilkinson's shift.</summary>
    private static void Sweep(double[] d, double[] e, int l, int m, Rows vectors, double[] spare)
    {
        var g = (d[l + 1] - d[l]) / (2 * e[l]);
        g = d[m] - d[l] + e[l] / (g + Math.CopySign(double.Hypot(g, 1), g));
        var (s, c, p) = (1.0, 1.0, 0.0);
        for (var i = m - 1; i >= l; i--)
        {
            var (f, b) = (s * e[i], c * e[i]);
            var r = double.Hypot(f, g);
            e[i + 1] = r;
            if (r == 0)
            {
                d[i + 1] -= p;          // the matrix fell apart early: what is left is smaller
                e[m] = 0;
                return;
            }
            (s, c) = (f / r, g / r);
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            Rotation.Apply(vectors[i], vectors[i + 1], c, -s, spare);
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }
}
