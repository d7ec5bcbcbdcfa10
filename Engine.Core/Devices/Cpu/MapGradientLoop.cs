using System.Runtime.CompilerServices;
using Engine.Lanes;
using Engine.Operations;

namespace Engine.Devices.Cpu;

/// <summary>dx[i] = g[i]·f′(x[i]) by <see cref="Chain"/>, 0 where either factor is 0, with y = f(x) at hand.</summary>
internal readonly unsafe struct MapGradientLoop<V, Op>(Op op, float* g, float* x, float* y, float* dx) : IRangeWork
    where V : struct, IVectorLane<V> where Op : struct, IUnaryOp
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Run(int first, int count)
    {
        var whole = count - count % V.Width;
        Vectors(op, g + first, x + first, y + first, dx + first, whole);
        if (whole == count) return;

        float* buffers = stackalloc float[3 * Part.Buffer];
        float* lastG = buffers, lastX = lastG + Part.Buffer, lastY = lastX + Part.Buffer;
        Part.Pad<V>(g + first + whole, count - whole, lastG);
        Part.Pad<V>(x + first + whole, count - whole, lastX);
        Part.Pad<V>(y + first + whole, count - whole, lastY);
        Vectors(op, lastG, lastX, lastY, lastG, V.Width);
        Part.Store(V.Load(lastG), dx + first + whole, count - whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors(Op op, float* g, float* x, float* y, float* dx, nint count)
    {
        for (nint i = 0; i < count; i += V.Width)
        {
            var slope = op.Slope(V.Load(x + i), V.Load(y + i));
            V.Store(default(Chain).Value(V.Load(g + i), slope), dx + i);
        }
    }
}
