namespace Engine.Lanes.Elementary;

/// <summary>
/// The functions that <see cref="Math"/> lacks, in double, from their textbook series, to about 1e-15 relative
/// (absolute near the zeros of ψ and, for negative x, of ln|Γ|).
/// Equation numbers are those of the Digital Library of Mathematical Functions (DLMF).
/// </summary>
internal static class DoubleFunctions
{
    /// <summary>B₂ₖ/(2k)! for k = 1 … 10: the Euler–Maclaurin coefficients (DLMF 2.10.1, 24.2.1).</summary>
    private static readonly double[] bernoulliOverFactorial =
    [
        1.0 / 12.0, -1.0 / 720.0, 1.0 / 30240.0, -1.0 / 1209600.0, 1.0 / 47900160.0, -691.0 / 1307674368000.0,
        1.0 / 74724249600.0, -3617.0 / 10670622842880000.0, 43867.0 / 5109094217170944000.0, -174611.0 / 802857662698291200000.0,
    ];

    /// <summary>ζ(k) − 1 at index k, for k ≥ 2: ζ(k, 2).</summary>
    private static readonly double[] zetaMinusOne = [0, 0, .. Enumerable.Range(2, 34).Select(k => HurwitzZeta(k, 2))];

    /// <summary>eˣ − 1 = Σ xᵏ/k! (DLMF 4.2.19); away from 0 the subtraction loses nothing.</summary>
    public static double Expm1(double x)
    {
        if (!(Math.Abs(x) < 0.5)) return Math.Exp(x) - 1;
        var sum = 0.0;
        for (var k = 17; k >= 2; k--) sum = (sum + 1) * x / k;
        return x == 0 ? x : x + x * sum;
    }

    /// <summary>ln(1 + x) = ln u + (x − (u − 1))/u for u = 1 + x rounded: the first-order term mends the rounding of u.</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        if (u == 1 || u == double.PositiveInfinity) return x;
        return u > 0 ? Math.Log(u) + (x - (u - 1)) / u : Math.Log(u);
    }

    /// <summary>erf x = 2/√π·e^(−x²)·Σ 2ᵏx²ᵏ⁺¹/(2k+1)!!, whose terms are all positive (DLMF 7.6.2); 1 − erfc x from 3/4 on.</summary>
    public static double Erf(double x)
    {
        if (x < 0) return -Erf(-x);
        if (!(x < 0.75)) return 1 - Erfc(x);
        var sum = 0.0;
        for (var k = 20; k >= 1; k--) sum = (sum + 1) * 2 * x * x / (2 * k + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * (x + x * sum);
    }

    /// <summary>
    /// The trapezoidal rule with step h = 1/2 on erfc x = 2x/π·e^(−x²) ∫₀^∞ e^(−t²)/(t² + x²) dt (DLMF 7.7.1), plus the
    /// residue of the pole at t = ix. Its error e^(−π²/h²) is below 1e-17: Chiarella and Reichel, Math. Comp. 22 (1968).
    /// </summary>
    public static double Erfc(double x)
    {
        const double h = 0.5;
        if (x < 0.75) return 1 - Erf(x);
        if (x > 28) return 0;
        var sum = 1 / (2 * x * x);
        for (var k = 1; k <= 13; k++) sum += Math.Exp(-k * k * h * h) / (k * k * h * h + x * x);
        var residue = x < Math.PI / h ? 2 / (Math.Exp(2 * Math.PI * x / h) - 1) : 0;
        return ExpOfMinusSquare(x) * (2 * h * x / Math.PI) * sum - residue;
    }

    /// <summary>
    /// ln|Γ(x)|. Around 1 and 2 the zeta series keeps the relative accuracy of the zeros; from 10 on Stirling's series;
    /// between them Γ(x) = (x−1)Γ(x−1) leads down to the zeta series, and reflection (DLMF 5.5.3) leads up from x &lt; −1/2.
    /// </summary>
    public static double LogGamma(double x)
    {
        if (double.IsInfinity(x)) return double.PositiveInfinity;
        if (x <= 0 && x == Math.Floor(x)) return double.PositiveInfinity;
        if (x < -0.5) return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * (x - Math.Round(x))))) - LogGamma(1 - x);
        if (x < 0.5) return LogGammaNearTwo(x) - Log1p(x) - Math.Log(Math.Abs(x));
        if (x < 1.5) return LogGammaNearTwo(x - 1) - Log1p(x - 1);
        if (!(x < 10)) return Stirling(x);
        var product = 1.0;
        for (; x > 2.5; x--) product *= x - 1;
        return LogGammaNearTwo(x - 2) + Math.Log(product);
    }

    /// <summary>
    /// ψ⁽ⁿ⁾(x), n ≥ 0. ψ(x) by recurrence and its asymptotic series; for n ≥ 1 ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹ n! ζ(n+1, x) (DLMF 25.11.12).
    /// At the poles: ∓∞ for ±0 where n is even, NaN at −1, −2, … where n is even, +∞ where n is odd.
    /// </summary>
    public static double Polygamma(int n, double x)
    {
        if (n == 0) return Digamma(x);
        var sign = n % 2 == 0 ? -1.0 : 1.0;
        if (double.IsNaN(x) || x == double.NegativeInfinity) return double.NaN;
        if (x == double.PositiveInfinity) return sign * 0.0;
        if (x <= 0 && x == Math.Floor(x)) return sign > 0 ? double.PositiveInfinity : x < 0 ? double.NaN : Math.CopySign(double.PositiveInfinity, -x);
        var factorial = 1.0;
        for (var k = 2; k <= n; k++) factorial *= k;
        return sign * factorial * HurwitzZetaAnywhere(n + 1, x);
    }

    /// <summary>e^(−x²): the rounding error of x² is given back to first order.</summary>
    private static double ExpOfMinusSquare(double x)
    {
        var square = x * x;
        return Math.Exp(-square) * (1 - Math.FusedMultiplyAdd(x, x, -square));
    }

    /// <summary>ln Γ(2 + z) = (1−γ)z + Σ_{k≥2} (−1)ᵏ(ζ(k)−1)zᵏ/k for |z| ≤ 1/2 (DLMF 5.7.3 with ln(1+z) taken to the left).</summary>
    private static double LogGammaNearTwo(double z)
    {
        const double oneMinusEuler = 0.42278433509846713939;
        var sum = 0.0;
        for (var k = zetaMinusOne.Length - 1; k >= 2; k--) sum = zetaMinusOne[k] / k - sum * z;
        return z * (oneMinusEuler + z * sum);
    }

    /// <summary>ln Γ(x) ~ (x−½)ln x − x + ½ln 2π + Σ B₂ₖ/(2k(2k−1)x²ᵏ⁻¹) (DLMF 5.11.1), 10 terms for x ≥ 10.</summary>
    private static double Stirling(double x)
    {
        const double halfLogTwoPi = 0.91893853320467274178;
        var inverse = 1 / x;
        var power = inverse;
        var sum = 0.0;
        var factorial = 1.0;
        for (var k = 1; k <= bernoulliOverFactorial.Length; k++)
        {
            sum += bernoulliOverFactorial[k - 1] * factorial * power;
            factorial *= (2 * k - 1) * (2 * k);
            power *= inverse * inverse;
        }
        return (x - 0.5) * (Math.Log(x) - 1) + (halfLogTwoPi - 0.5 + sum);
    }

    /// <summary>ψ(x) = ψ(x+1) − 1/x (DLMF 5.5.2) up to 10, then ln x − 1/(2x) − Σ B₂ₖ/(2k x²ᵏ) (5.11.2); reflection 5.5.4 for x &lt; 0.</summary>
    private static double Digamma(double x)
    {
        if (x == 0) return Math.CopySign(double.PositiveInfinity, -x);
        if (x < 0)
        {
            var r = x - Math.Round(x);
            return r == 0 || double.IsNaN(r) ? double.NaN : Digamma(1 - x) - Math.PI / Math.Tan(Math.PI * r);
        }
        var shift = 0.0;
        for (; x < 10; x++) shift += 1 / x;
        var inverse = 1 / x;
        var power = inverse * inverse;
        var sum = 0.0;
        var factorial = 1.0;
        for (var k = 1; k <= bernoulliOverFactorial.Length; k++)
        {
            sum += bernoulliOverFactorial[k - 1] * factorial * power;
            factorial *= 2 * k * (2 * k + 1);
            power *= inverse * inverse;
        }
        return Math.Log(x) - 0.5 * inverse - sum - shift;
    }

    /// <summary>Σ_{k≥0} (x+k)⁻ˢ for any x that is no pole: the terms on either side of 0 are two sums over positive numbers.</summary>
    private static double HurwitzZetaAnywhere(int s, double x)
    {
        if (x > 0) return HurwitzZeta(s, x);
        var r = x - Math.Round(x);
        var left = HurwitzZeta(s, 1 - r) - HurwitzZeta(s, 1 - x);
        return Math.Pow(r, -s) + HurwitzZeta(s, 1 + r) + (s % 2 == 0 ? left : -left);
    }

    /// <summary>ζ(s, a) = Σ_{k≥0} (a+k)⁻ˢ, s ≥ 2, a &gt; 0, by Euler–Maclaurin summation from a + N ≥ 10 + s on (DLMF 25.11.28).</summary>
    private static double HurwitzZeta(int s, double a)
    {
        var sum = 0.0;
        for (; a < 10 + s; a++) sum += Math.Pow(a, -s);
        var power = Math.Pow(a, -s);
        var tail = power * (a / (s - 1) + 0.5);
        var rising = (double)s;
        for (var k = 1; k <= bernoulliOverFactorial.Length; k++)
        {
            power /= k == 1 ? a : a * a;
            tail += bernoulliOverFactorial[k - 1] * rising * power;
            rising *= (s + 2 * k - 1) * (double)(s + 2 * k);
        }
        return sum + tail;
    }
}
