using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>y[l, i] = f(a[l], b[l, i], c[l, i]) over lines l; c's elements are taken again and again.</summary>
internal readonly unsafe struct LinesLoop<V, Op>(Op op, float* a, float* b, float* c, float* y, int length, int repeat) : IRangeWork
    where V : struct, IVectorLane<V> where Op : struct, ITernaryOp
{
    /// <inheritdoc/>
    public void Run(int first, int count)
    {
        var (line, column) = Math.DivRem(first, length);
        while (count > 0)
        {
            var part = Math.Min(length - column, count);
            Line(a[line++], b + first, c + first % repeat, y + first, part);
            first += part;
            count -= part;
            column = 0;
        }
    }

    private void Line(float left, float* middle, float* right, float* to, int count)
    {
        var whole = count - count % V.Width;
        Vectors(op, left, middle, right, to, whole);
        if (whole < count) Rest(left, middle + whole, right + whole, to + whole, count - whole);
    }

    [SkipLocalsInit]
    private void Rest(float left, float* middle, float* right, float* to, int count)
    {
        float* lastB = stackalloc float[2 * Part.Buffer], lastC = lastB + Part.Buffer;
        Part.Pad<V>(middle, count, lastB);
        Part.Pad<V>(right, count, lastC);
        Vectors(op, left, lastB, lastC, lastB, V.Width);
        Part.Store(V.Load(lastB), to, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors(Op op, float a, float* b, float* c, float* y, nint count)
    {
        var left = V.Of(a);
        for (nint i = 0; i < count; i += V.Width) V.Store(op.Value(left, V.Load(b + i), V.Load(c + i)), y + i);
    }
}
