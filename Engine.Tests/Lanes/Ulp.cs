namespace Engine.Tests.Lanes;

/// <summary>Errors of floats in units of the last place.</summary>
internal static class Ulp
{
    /// <summary>2¹²⁸: where the next float would be if there were one. ∞ counts as this number, in results and expectations.</summary>
    private const double Beyond = 3.4028236692093846e38;

    /// <summary>
    /// |got − want| in ulp of max(|want|, <paramref name="atLeast"/>); a subnormal ulp is 2⁻¹⁴⁹. Infinite where only one of both
    /// is NaN, 0 where both are.
    /// </summary>
    public static double Between(float got, double want, double atLeast = 0)
    {
        if (double.IsNaN(want) || float.IsNaN(got)) return double.IsNaN(want) == float.IsNaN(got) ? 0 : double.PositiveInfinity;
        want = Math.Clamp(want, -Beyond, Beyond);
        var size = Math.Max(Math.Abs(want), Math.Min(atLeast, Beyond));
        var exponent = size == 0 ? -126 : Math.Clamp(Math.ILogB(size), -126, 127);
        return Math.Abs(Math.Clamp((double)got, -Beyond, Beyond) - want) / Math.ScaleB(1, exponent - 23);
    }
}
