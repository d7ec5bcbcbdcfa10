using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>
/// Σ ln x = ln ∏ m + ln 2·Σ n for numbers x = m·2ⁿ with 1 ≤ m &lt; 2: one logarithm for as many numbers as the product of
/// their mantissas has room for, where a number costs four instructions and not the thirty of a logarithm.
/// </summary>
/// <remarks>
/// Each product rounds once a number, by as much as a logarithm would. There are <see cref="Products"/> of them for every
/// width of vector, so that none shows in the sum's bits.
/// </remarks>
internal static unsafe class LogSums
{
    private const int Products = 2 * Part.Buffer;
    private const double Ln2 = 0.693147180559945309;

    /// <summary>The sum over at most <see cref="CpuTuning.SampleChunk"/> positive numbers: 32 in a product, which stays below 2³².</summary>
    [SkipLocalsInit]
    public static double Of<V>(float* x, int count) where V : struct, IVectorLane<V>
    {
        float* logs = stackalloc float[Products];
        float* last = stackalloc float[Products];
        var whole = count - count % Products;
        for (var i = 0; i < Products; i++) last[i] = whole + i < count ? x[whole + i] : 1;
        var exponents = Vectors<V>(x, whole, last, logs);
        return LineSums.Of(logs, Products) + Ln2 * exponents;
    }

    /// <summary>The logarithms of the products of all and the last; returns the sum of all exponents, which is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Vectors<V>(float* x, nint count, float* last, float* logs) where V : struct, IVectorLane<V>
    {
        V a = V.Of(1), b = V.Of(1), c = V.Of(1), d = V.Of(1), exponents = V.Of(0);
        for (nint i = 0; i <= count; i += Products)
        {
            float* from = i < count ? x + i : last;
            Take(from, ref a, ref exponents);
            Take(from + V.Width, ref b, ref exponents);
            if (V.Width == Part.Buffer) continue;
            Take(from + 2 * V.Width, ref c, ref exponents);
            Take(from + 3 * V.Width, ref d, ref exponents);
        }
        V.Store(V.Log(a), logs);
        V.Store(V.Log(b), logs + V.Width);
        if (V.Width == Part.Buffer) return Part.Sum(exponents);
        V.Store(V.Log(c), logs + 2 * V.Width);
        V.Store(V.Log(d), logs + 3 * V.Width);
        return Part.Sum(exponents);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take<V>(float* from, ref V product, ref V exponents) where V : struct, IVectorLane<V>
    {
        var x = V.Load(from);
        var n = V.Exponent(x);
        product *= V.Scale(x, -n);
        exponents += n;
    }
}
