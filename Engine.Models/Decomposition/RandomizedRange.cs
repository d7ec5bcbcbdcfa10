namespace Engine.Models;

/// <summary>A few orthonormal rows that nearly span the leading right singular vectors of a tall matrix.</summary>
internal static class RandomizedRange
{
    /// <summary>Random vectors beyond those asked for, and products with XᵀX that sharpen the fall of the singular values.</summary>
    private const int Surplus = 10, Powers = 4;

    /// <summary>The leading singular values and right vectors of X: of X·Vᵀ for V an orthonormal basis that was found.</summary>
    /// <param name="centred">X, [examples, features].</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="rng">Where the first vectors come from.</param>
    public static (double[] Values, Rows Right) Of(Rows centred, int count, RandomStream rng)
    {
        var wanted = Math.Min(count + Surplus, Math.Min(centred.Count, centred.Length));
        using var scope = new Scope();
        var basis = Orthonormal.Of(Rows.Of(rng.Normal([wanted, centred.Length], Device.Reference)));
        var turned = centred.Transpose();
        for (var power = 0; power < Powers; power++) basis = Orthonormal.Of(basis.Times(turned).Times(centred));
        var small = SingularValues.Of(basis.Times(turned));              // V·Xᵀ = U·S·Wᵀ, so X's right vectors are Uᵀ·V
        return (small.Values[..count], small.Left.Times(basis).Take(count));
    }
}
