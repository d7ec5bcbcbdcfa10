using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>y[i] = f(x[i]).</summary>
internal readonly unsafe struct MapLoop<V, Op>(Op op, float* x, float* y, bool stream) : IRangeWork
    where V : struct, IVectorLane<V> where Op : struct, IUnaryOp
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Run(int first, int count)
    {
        var whole = count - count % V.Width;
        if (stream) Streamed(op, x + first, y + first, whole);
        else Vectors(op, x + first, y + first, whole);
        if (whole == count) return;

        float* buffer = stackalloc float[Part.Buffer];
        Part.Pad<V>(x + first + whole, count - whole, buffer);
        Vectors(op, buffer, buffer, V.Width);
        Part.Store(V.Load(buffer), y + first + whole, count - whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors(Op op, float* x, float* y, nint count)
    {
        for (nint i = 0; i < count; i += V.Width) V.Store(op.Value(V.Load(x + i)), y + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Streamed(Op op, float* x, float* y, nint count)
    {
        for (nint i = 0; i < count; i += V.Width) V.StoreStreaming(op.Value(V.Load(x + i)), y + i);
        Interlocked.MemoryBarrier();
    }
}
