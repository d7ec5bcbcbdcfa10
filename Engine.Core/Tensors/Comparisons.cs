namespace Engine;

/// <summary>Comparisons of whole tensors, for tests.</summary>
public static class Comparisons
{
    /// <summary>Whether |a − b| ≤ atol + rtol·|b| for every element (NumPy's allclose); infinities must be equal.</summary>
    /// <param name="a">What is tested, on any device.</param>
    /// <param name="b">What is expected, on any device.</param>
    /// <param name="rtol">Tolerance relative to b.</param>
    /// <param name="atol">Absolute tolerance.</param>
    /// <param name="equalNaN">Whether NaN equals NaN.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static bool AllClose(this Tensor a, Tensor b, double rtol = 1e-5, double atol = 1e-8, bool equalNaN = false)
    {
        Check.SameShape(nameof(a), a, b.Shape);
        var (x, y) = (a.ToDoubles(), b.ToDoubles());
        for (var i = 0; i < x.Length; i++)
            if (!(x[i] == y[i] || Math.Abs(x[i] - y[i]) <= atol + rtol * Math.Abs(y[i]) && double.IsFinite(y[i]) || equalNaN && double.IsNaN(x[i]) && double.IsNaN(y[i])))
                return false;
        return true;
    }

    /// <summary>Whether both have the same shape and the same numbers, bit for bit, except that all NaN count as one.</summary>
    public static bool SameAs(this Tensor a, Tensor b) => a.Shape == b.Shape && a.ToDoubles().AsSpan().SequenceEqual(b.ToDoubles());

    /// <summary>The largest |a − b|; NaN if one is.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static double MaxDifference(this Tensor a, Tensor b)
    {
        Check.SameShape(nameof(a), a, b.Shape);
        var (x, y) = (a.ToDoubles(), b.ToDoubles());
        var largest = 0.0;
        for (var i = 0; i < x.Length; i++) largest = Math.Max(largest, x[i] == y[i] ? 0 : Math.Abs(x[i] - y[i]));
        return largest;
    }
}
