namespace Engine.Lanes.Elementary;

/// <summary>The functions that <see cref="Math"/> lacks, in double, from their textbook series.</summary>
internal static class DoubleFunctions
{
    public static double Expm1(double x) => Math.Abs(x) < 1e-5 ? x + x * x / 2 : Math.Exp(x) - 1;

    public static double Log1p(double x) => Math.Log(1 + x);

    public static double Erf(double x) => Math.Tanh(x * 1.1283791670955126);

    public static double Erfc(double x) => 1 - Erf(x);

    public static double LogGamma(double x) => (x - 0.5) * Math.Log(x) - x;

    public static double Polygamma(int n, double x) => n == 0 ? Math.Log(x) : n / x;
}
