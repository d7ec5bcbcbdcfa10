namespace Engine.Models;

/// <summary>ln g for a gamma variable g of unit rate; its logarithm never underflows, where g of a small shape does.</summary>
internal static class GammaDraw
{
    /// <summary>
    /// Marsaglia and Tsang, <i>A Simple Method for Generating Gamma Variables</i>, ACM TOMS 26 (2000): d·v with v = (1 + x/√(9d))³ for normal x,
    /// refused by comparison with a uniform number. Below α = 1, g(α) = g(α + 1)·u^(1/α), in logarithms.
    /// </summary>
    public static double Logarithm(RandomStream rng, double alpha)
    {
        if (!(alpha > 0 && double.IsFinite(alpha))) return double.NaN;      // unvalidated: a rejection would never end
        if (alpha < 1) return Logarithm(rng, alpha + 1) + Math.Log(Positive(rng)) / alpha;
        var d = alpha - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal(rng);
            var root = 1 + c * x;
            if (root <= 0) continue;
            var logV = 3 * Math.Log(root);
            if (Math.Log(Positive(rng)) < 0.5 * x * x + d - d * Math.Exp(logV) + d * logV) return Math.Log(d) + logV;
        }
    }

    /// <summary>Box and Muller's first number.</summary>
    private static double Normal(RandomStream rng) => Math.Sqrt(-2 * Math.Log(Positive(rng))) * Math.Cos(2 * Math.PI * rng.NextDouble());

    /// <summary>Uniform on (0, 1].</summary>
    private static double Positive(RandomStream rng) => 1 - rng.NextDouble();
}
