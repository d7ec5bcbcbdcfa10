using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>y[i] = f(a[i], b[i], c[i]).</summary>
internal readonly unsafe struct TernaryLoop<V, Op>(Op op, float* a, float* b, float* c, float* y) : IRangeWork
    where V : struct, IVectorLane<V> where Op : struct, ITernaryOp
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Run(int first, int count)
    {
        var whole = count - count % V.Width;
        Vectors(op, a + first, b + first, c + first, y + first, whole);
        if (whole == count) return;

        float* buffers = stackalloc float[3 * Part.Buffer];
        float* lastA = buffers, lastB = lastA + Part.Buffer, lastC = lastB + Part.Buffer;
        Part.Pad<V>(a + first + whole, count - whole, lastA);
        Part.Pad<V>(b + first + whole, count - whole, lastB);
        Part.Pad<V>(c + first + whole, count - whole, lastC);
        Vectors(op, lastA, lastB, lastC, lastA, V.Width);
        Part.Store(V.Load(lastA), y + first + whole, count - whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors(Op op, float* a, float* b, float* c, float* y, nint count)
    {
        for (nint i = 0; i < count; i += V.Width) V.Store(op.Value(V.Load(a + i), V.Load(b + i), V.Load(c + i)), y + i);
    }
}
