namespace Engine.Tests;

/// <summary>Tests of counts against probabilities. On fixed seeds they are deterministic; a new seed fails once in a million.</summary>
internal static class Statistics
{
    /// <summary>The standard normal's quantile that one value in a million exceeds.</summary>
    private const double OneInAMillion = 4.7534;

    public static void AssertUniform(int[] counts) => AssertProportions(counts, [.. counts.Select(_ => 1.0)]);

    /// <summary>
    /// Pearson's χ² below the one-in-a-million quantile of its distribution, by Wilson and Hilferty's cube-root approximation.
    /// Classes of weight 0 must not occur at all.
    /// </summary>
    public static void AssertProportions(int[] counts, double[] weights)
    {
        var (total, sum, chi2, classes) = (counts.Sum(), weights.Sum(), 0.0, 0);
        for (var i = 0; i < counts.Length; i++)
        {
            var expected = total * weights[i] / sum;
            if (expected == 0) Assert.Equal(0, counts[i]);
            else
            {
                chi2 += (counts[i] - expected) * (counts[i] - expected) / expected;
                classes++;
            }
        }
        if (classes == 1) return;
        var spread = 2.0 / (9 * (classes - 1));
        Assert.InRange(chi2, 0, (classes - 1) * Math.Pow(1 - spread + OneInAMillion * Math.Sqrt(spread), 3));
    }

    /// <summary>
    /// Kolmogorov and Smirnov: the largest distance between the empirical and the true distribution function is below
    /// √(ln(2·10⁶)/(2n)), which chance exceeds at most once in a million (Dvoretzky, Kiefer, Wolfowitz; Massart's constant).
    /// </summary>
    public static void AssertDistribution(double[] sample, Func<double, double> cumulative, double resolution = 0)
    {
        var (sorted, n) = ((double[])sample.Clone(), sample.Length);
        Array.Sort(sorted);
        var distance = 0.0;
        for (var i = 0; i < n; i++)
        {
            var f = cumulative(sorted[i]);
            distance = Math.Max(distance, Math.Max((i + 1.0) / n - f, f - (double)i / n));
        }
        Assert.InRange(distance, 0, Math.Sqrt(Math.Log(2e6) / (2 * n)) + resolution);
    }
}
