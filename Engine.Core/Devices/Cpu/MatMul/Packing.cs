using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engine.Devices.Cpu;

/// <summary>Brings lines of a matrix into a panel [depth, width], padded with zeros.</summary>
/// <remarks>A padded line yields rows or columns of the tile that are thrown away, so its zeros may meet infinities there.</remarks>
internal static unsafe class Packing
{
    /// <summary>Terms transposed at a time: a cache line of each matrix line, read whole while it is in the first cache.</summary>
    private const int TermsAtOnce = 16;

    /// <summary>panel[p · width + i] = from[p · stride + i]: the lines of one term lie side by side already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* from, nint stride, int lines, int depth, float* panel, int width)
    {
        int vectors = lines - (lines % Vector128<float>.Count);
        int wide = lines - (lines % Vector512<float>.Count);
        for (int p = 0; p < depth; p++, from += stride, panel += width)
        {
            int i = 0;
            for (; i < wide; i += Vector512<float>.Count) Vector512.Store(Vector512.Load(from + i), panel + i);
            for (; i < vectors; i += Vector128<float>.Count) Vector128.Store(Vector128.Load(from + i), panel + i);
            for (; i < lines; i++) panel[i] = from[i];
            for (; i < width; i++) panel[i] = 0;
        }
    }

    /// <summary>panel[p · width + i] = from[i · stride + p]: the terms of a line lie side by side and are spread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* from, nint stride, int lines, int depth, float* panel, int width)
    {
        int squares = Sse.IsSupported ? lines - (lines % 4) : 0;
        int blocks = depth - (depth % TermsAtOnce);
        for (int p = 0; p < blocks; p += TermsAtOnce)
        {
            for (int i = 0; i < squares; i += 4)
            {
                for (int q = p; q < p + TermsAtOnce; q += 4)
                    TransposeSquare(from + (i * stride) + q, stride, panel + ((nint)q * width) + i, width);
            }
        }
        Spread(from, stride, squares, lines, 0, blocks, panel, width);
        Spread(from, stride, 0, lines, blocks, depth, panel, width);
        for (int p = 0; p < depth; p++)
        {
            for (int i = lines; i < width; i++) panel[((nint)p * width) + i] = 0;
        }
    }

    private static void Spread(float* from, nint stride, int line, int lineEnd, int term, int termEnd, float* panel, int width)
    {
        for (int i = line; i < lineEnd; i++)
        {
            for (int p = term; p < termEnd; p++) panel[((nint)p * width) + i] = from[(i * stride) + p];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSquare(float* from, nint stride, float* to, nint toStride)
    {
        Vector128<float> a = Vector128.Load(from), b = Vector128.Load(from + stride);
        Vector128<float> c = Vector128.Load(from + (2 * stride)), d = Vector128.Load(from + (3 * stride));
        Vector128<float> ab01 = Sse.UnpackLow(a, b), cd01 = Sse.UnpackLow(c, d);
        Vector128<float> ab23 = Sse.UnpackHigh(a, b), cd23 = Sse.UnpackHigh(c, d);
        Vector128.Store(Sse.MoveLowToHigh(ab01, cd01), to);
        Vector128.Store(Sse.MoveHighToLow(cd01, ab01), to + toStride);
        Vector128.Store(Sse.MoveLowToHigh(ab23, cd23), to + (2 * toStride));
        Vector128.Store(Sse.MoveHighToLow(cd23, ab23), to + (3 * toStride));
    }
}
