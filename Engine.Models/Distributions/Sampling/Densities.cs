using Engine.Operations;

namespace Engine.Models;

/// <summary>Parts of densities that keep their digits for large parameters and are right at the edges of the support.</summary>
internal static class Densities
{
    public static readonly double HalfLog2Pi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>
    /// a·ln(rx/a) + a − rx − ln x: what depends on x in a gamma density of shape a and rate r. In digits −<see cref="Deviance"/>(a, rx) − ln x;
    /// near x = 0, where that is ∞ − ∞, its limit, in which 0·ln 0 = 0.
    /// </summary>
    public static Tensor Power(Tensor a, Tensor rate, Tensor x)
    {
        var (m, log) = (rate * x, x.Log());
        var tiny = x.LessOrEqual(SmallestNormal(x.Device));
        var edge = (a - 1).ChainWith(log) + a * (rate.Log() - a.Log() + 1) - m;
        return Elementwise.Where(tiny, edge, -a.Zip<Deviance>(m) - log);
    }

    /// <summary>ln Γ(a) − a·ln a + a = ½ ln(2π/a) + <see cref="StirlingError"/>(a): goes with <see cref="Power"/>.</summary>
    public static Tensor LogGammaRest(Tensor a) => a.Map<StirlingError>() - a.Log() * 0.5 + HalfLog2Pi;

    /// <summary>
    /// α + ln Γ(α) + (1 − α)ψ(α), the entropy of a gamma variable of unit rate: by Stirling's formula ½ ln(2πα) + ½ − 1/(2α) + δ + (1 − α)δ′ with
    /// its error δ, for the usual sum subtracts numbers of α·ln α.
    /// </summary>
    public static Tensor GammaEntropy(Tensor a) =>
        (a.Log() - a.Reciprocal()) * 0.5 + (0.5 + HalfLog2Pi) + a.Map<StirlingError>() + (1 - a) * a.Map<SlopeOf<StirlingError>>();

    /// <summary>ln k! − k·ln k + k = ½ ln(2πk) + <see cref="StirlingError"/>(k); 0 for k = 0.</summary>
    public static Tensor LogFactorialRest(Tensor k)
    {
        var positive = k.Clamp(1, double.PositiveInfinity);
        var rest = positive.Map<StirlingError>() + positive.Log() * 0.5 + HalfLog2Pi;
        return Elementwise.Where(k.Less(1), k.Like(0), rest);
    }

    /// <summary>Held from the smallest normal number to the largest below 1, where a density that is infinite at 0 or 1 is finite.</summary>
    public static Tensor InsideUnit(Tensor x) => x.Clamp(SmallestNormal(x.Device), 1 - x.Device.Epsilon);

    /// <summary>Held to the largest numbers that a device holds, where an overflow would be ∞ and, less another, NaN.</summary>
    public static Tensor Finite(Tensor x)
    {
        var largest = x.Device.ElementBytes == sizeof(float) ? float.MaxValue : double.MaxValue;
        return x.Clamp(-largest, largest);
    }

    /// <summary>The smallest number that a device holds with all its digits.</summary>
    public static double SmallestNormal(Device device) => device.ElementBytes == sizeof(float) ? Math.ScaleB(1, -126) : Math.ScaleB(1, -1022);

    /// <summary>The value where a condition holds, else a constant such as NaN or ∞.</summary>
    public static Tensor Where(Tensor holds, Tensor value, double otherwise) => Elementwise.Where(holds, value, value.Like(otherwise));
}
