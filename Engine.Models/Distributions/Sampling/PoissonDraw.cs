using Engine.Lanes.Elementary;

namespace Engine.Models;

/// <summary>A count of rate λ.</summary>
internal static class PoissonDraw
{
    /// <summary>From where on the rejection is used.</summary>
    private const double Large = 10;

    public static double Of(RandomStream rng, double rate)
    {
        if (!(rate >= 0 && double.IsFinite(rate))) return double.NaN;      // unvalidated: a rejection would never end
        return rate < Large ? ByInversion(rng, rate) : ByRejection(rng, rate);
    }

    /// <summary>The first k whose sum of probabilities is above u.</summary>
    private static double ByInversion(RandomStream rng, double rate)
    {
        var (u, p, k) = (rng.NextDouble(), Math.Exp(-rate), 0);
        for (var sum = p; u >= sum && p > 0; sum += p) p *= rate / ++k;
        return k;
    }

    /// <summary>
    /// PTRS: Hörmann, <i>The Transformed Rejection Method for Generating Poisson Random Variables</i>, Insurance: Mathematics and
    /// Economics 12 (1993). k = ⌊(2a/(½ − |u|) + b)·u + λ + 0.43⌋ is refused by comparison with v.
    /// </summary>
    private static double ByRejection(RandomStream rng, double rate)
    {
        var b = 0.931 + 2.53 * Math.Sqrt(rate);
        var a = -0.059 + 0.02483 * b;
        var inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        var sure = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            var (u, v) = (rng.NextDouble() - 0.5, 1 - rng.NextDouble());
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / us + b) * u + rate + 0.43);
            if (us >= 0.07 && v <= sure) return k;
            if (k < 0 || us < 0.013 && v > us) continue;
            if (Math.Log(v * inverseAlpha / (a / (us * us) + b)) <= k * Math.Log(rate) - rate - DoubleFunctions.LogGamma(k + 1)) return k;
        }
    }
}
