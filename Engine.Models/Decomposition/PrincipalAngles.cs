using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>
/// How two subspaces lie to each other: the smallest angle between a vector of one and one of the other, then the smallest between what is
/// orthogonal to these, and so on. All are 0 where one holds the other. Björck &amp; Golub, Math. Comp. 27 (1973).
/// </summary>
public static class PrincipalAngles
{
    /// <summary>The angles, as many as the smaller subspace has dimensions.</summary>
    /// <param name="a">Vectors that span a subspace, linearly independent, one a row: [dimensions, features]. On any device.</param>
    /// <param name="b">The other's likewise.</param>
    /// <returns>Radians from 0 to π/2, rising.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or the vectors of one are not independent.</exception>
    public static double[] Between(Tensor a, Tensor b)
    {
        if (a.Rank != 2 || b.Rank != 2 || a.Elements == 0 || b.Elements == 0 || a.Shape[1] != b.Shape[1])
            throw new ArgumentException($"a has shape {a.Shape} and b has {b.Shape}; expected [dimensions, features] with the same features.", nameof(b));
        var (large, small) = (Basis(a, nameof(a)), Basis(b, nameof(b)));
        if (large.Count < small.Count) (large, small) = (small, large);
        var products = small.Times(large.Transpose());
        var cosines = SingularValues.Of(products).Values;
        var shadow = products.Times(large);
        TensorPrimitives.Subtract(small.Values, shadow.Values, shadow.Values);
        var sines = SingularValues.Of(shadow).Values;
        // A cosine near 1 tells little of a small angle, and a sine near 1 of a large one.
        return [.. cosines.Select((cosine, i) => cosine * cosine < 0.5 ? Math.Acos(cosine) : Math.Asin(Math.Min(1, sines[^(i + 1)])))];
    }

    private static Rows Basis(Tensor vectors, string name)
    {
        var given = Rows.Of(vectors);
        var basis = Orthonormal.Of(given.Copy());
        for (var i = 0; i < basis.Count; i++)
            if (Math.Abs(TensorPrimitives.Dot<double>(basis[i], given[i])) <= 1e-12 * TensorPrimitives.Norm<double>(given[i]))
                throw new ArgumentException($"Vector {i} of {name}, of shape {vectors.Shape}, is 0 or depends on those before it.", name);
        return basis;
    }
}
