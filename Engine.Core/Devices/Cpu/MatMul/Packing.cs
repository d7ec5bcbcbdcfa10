using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engine.Devices.Cpu;

/// <summary>Brings lines of a matrix into a panel [depth, width], padded with zeros.</summary>
/// <remarks>What a padded line yields is thrown away, so its zeros may meet infinities; zeros, because whatever lay there
/// before could be subnormal, which slows some processors down.</remarks>
internal static unsafe class Packing
{
    /// <summary>Terms transposed at a time: what is read and written for them stays in the first cache.</summary>
    private const int TermsAtOnce = 32;

    /// <summary>panel[p · width + i] = from[p · stride + i]: the lines of one term lie side by side already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* from, nint stride, int lines, int depth, float* panel, nint width)
    {
        float* target = panel;
        for (int p = 0; p < depth; p++, from += stride, target += width)
        {
            int i = 0;
            for (; i <= lines - 16; i += 16) Vector512.Store(Vector512.Load(from + i), target + i);
            if (i <= lines - 8)
            {
                Vector256.Store(Vector256.Load(from + i), target + i);
                i += 8;
            }
            if (i <= lines - 4)
            {
                Vector128.Store(Vector128.Load(from + i), target + i);
                i += 4;
            }
            for (; i < lines; i++) target[i] = from[i];
        }
    }

    /// <summary>panel[p · width + i] = from[i · stride + p]: the terms of a line lie side by side and are spread.</summary>
    public static void Transpose(float* from, nint stride, int lines, int depth, float* panel, nint width)
    {
        for (nint p = 0; p < depth; p += TermsAtOnce)
            TransposeSome(from + p, stride, lines, Math.Min(TermsAtOnce, depth - (int)p), panel + (p * width), width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeSome(float* from, nint stride, int lines, int terms, float* panel, nint width)
    {
        int fours = terms - (terms % 4);
        int i = 0;
        for (; Avx.IsSupported && i <= lines - 8; i += 8)
        {
            for (nint p = 0; p < fours; p += 4) Transpose8By4(from + (i * stride) + p, stride, panel + (p * width) + i, width);
            Spread(from, stride, i, i + 8, fours, terms, panel, width);
        }
        for (; Sse.IsSupported && i <= lines - 4; i += 4)
        {
            for (nint p = 0; p < fours; p += 4) Transpose4By4(from + (i * stride) + p, stride, panel + (p * width) + i, width);
            Spread(from, stride, i, i + 4, fours, terms, panel, width);
        }
        Spread(from, stride, i, lines, 0, terms, panel, width);
    }

    private static void Spread(float* from, nint stride, int line, int lineEnd, int term, int termEnd, float* panel, nint width)
    {
        for (nint i = line; i < lineEnd; i++)
        {
            for (nint p = term; p < termEnd; p++) panel[(p * width) + i] = from[(i * stride) + p];
        }
    }

    /// <summary>Zeros in a panel's lines from <paramref name="lines"/> on.</summary>
    public static void Clear(int lines, int depth, float* panel, nint width)
    {
        for (nint p = 0; lines < width && p < depth; p++) new Span<float>(panel + (p * width) + lines, (int)width - lines).Clear();
    }

    /// <summary>Four lines by four terms: pairs are interleaved, then pairs of pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4By4(float* from, nint stride, float* to, nint width)
    {
        Vector128<float> a = Vector128.Load(from), b = Vector128.Load(from + stride);
        Vector128<float> c = Vector128.Load(from + (2 * stride)), d = Vector128.Load(from + (3 * stride));
        Vector128<float> abLow = Sse.UnpackLow(a, b), cdLow = Sse.UnpackLow(c, d);
        Vector128<float> abHigh = Sse.UnpackHigh(a, b), cdHigh = Sse.UnpackHigh(c, d);
        Vector128.Store(Sse.Shuffle(abLow, cdLow, FirstPairs), to);
        Vector128.Store(Sse.Shuffle(abLow, cdLow, SecondPairs), to + width);
        Vector128.Store(Sse.Shuffle(abHigh, cdHigh, FirstPairs), to + (2 * width));
        Vector128.Store(Sse.Shuffle(abHigh, cdHigh, SecondPairs), to + (3 * width));
    }

    /// <summary>The same with lines 0–3 in the lower halves and 4–7 in the upper ones, since AVX shuffles within halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose8By4(float* from, nint stride, float* to, nint width)
    {
        Vector256<float> a = LoadHalves(from, stride), b = LoadHalves(from + stride, stride);
        Vector256<float> c = LoadHalves(from + (2 * stride), stride), d = LoadHalves(from + (3 * stride), stride);
        Vector256<float> abLow = Avx.UnpackLow(a, b), cdLow = Avx.UnpackLow(c, d);
        Vector256<float> abHigh = Avx.UnpackHigh(a, b), cdHigh = Avx.UnpackHigh(c, d);
        Vector256.Store(Avx.Shuffle(abLow, cdLow, FirstPairs), to);
        Vector256.Store(Avx.Shuffle(abLow, cdLow, SecondPairs), to + width);
        Vector256.Store(Avx.Shuffle(abHigh, cdHigh, FirstPairs), to + (2 * width));
        Vector256.Store(Avx.Shuffle(abHigh, cdHigh, SecondPairs), to + (3 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LoadHalves(float* from, nint stride) =>
        Vector256.Create(Vector128.Load(from), Vector128.Load(from + (4 * stride)));

    /// <summary>Elements 0 and 1 of both, as the shuffle's control byte; then elements 2 and 3.</summary>
    private const byte FirstPairs = 0b_01_00_01_00;

    private const byte SecondPairs = 0b_11_10_11_10;
}
