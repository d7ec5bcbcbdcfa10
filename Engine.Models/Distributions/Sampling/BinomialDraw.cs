using Engine.Lanes.Elementary;

namespace Engine.Models;

/// <summary>How many of n trials of probability p succeed.</summary>
internal static class BinomialDraw
{
    /// <summary>From which n·p on the rejection is used.</summary>
    private const double Large = 10;

    /// <summary>Beyond ½, the failures are counted.</summary>
    public static double Of(RandomStream rng, double n, double p)
    {
        if (!(n >= 0 && double.IsFinite(n) && p >= 0 && p <= 1)) return double.NaN;      // unvalidated: a rejection would never end
        if (p > 0.5) return n - Of(rng, n, 1 - p);
        return n * p < Large ? ByInversion(rng, n, p) : ByRejection(rng, n, p);
    }

    /// <summary>The first k whose sum of probabilities is above u; each is the one before times (n − k + 1)/k·p/(1 − p).</summary>
    private static double ByInversion(RandomStream rng, double n, double p)
    {
        var (u, k) = (rng.NextDouble(), 0.0);
        var probability = Math.Exp(n * DoubleFunctions.Log1p(-p));
        for (var sum = probability; u >= sum && k < n && probability > 0; sum += probability)
            probability *= (n - k) / ++k * (p / (1 - p));
        return k;
    }

    /// <summary>
    /// BTRS: Hörmann, <i>The Generation of Binomial Random Variates</i>, J. Stat. Comput. Simul. 46 (1993), with the probability
    /// compared relative to that of the mode m.
    /// </summary>
    private static double ByRejection(RandomStream rng, double n, double p)
    {
        var deviation = Math.Sqrt(n * p * (1 - p));
        var b = 1.15 + 2.53 * deviation;
        var a = -0.0873 + 0.0248 * b + 0.01 * p;
        var c = n * p + 0.5;
        var sure = 0.92 - 4.2 / b;
        var alpha = (2.83 + 5.1 / b) * deviation;
        var mode = Math.Floor((n + 1) * p);
        while (true)
        {
            var (u, v) = (rng.NextDouble() - 0.5, 1 - rng.NextDouble());
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / us + b) * u + c);
            if (us >= 0.07 && v <= sure) return k;
            if (k < 0 || k > n) continue;
            if (Math.Log(v * alpha / (a / (us * us) + b)) <= LogRatio(n, p, k, mode)) return k;
        }
    }

    /// <summary>ln of the probability of k over that of m.</summary>
    private static double LogRatio(double n, double p, double k, double m) =>
        (k - m) * (Math.Log(p) - DoubleFunctions.Log1p(-p))
        + DoubleFunctions.LogGamma(m + 1) + DoubleFunctions.LogGamma(n - m + 1) - DoubleFunctions.LogGamma(k + 1) - DoubleFunctions.LogGamma(n - k + 1);
}
