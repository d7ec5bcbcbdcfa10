using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>Both gradients of an <see cref="ISampleOp"/> in one pass, from g = dL/dy and the one number h = dL/dD; either may be null, for 0.</summary>
internal readonly unsafe struct SampleGradientLoop<V, Op>(Op op, float* g, float* h, float* a, float* b, float* noise, float* da, float* db) : IRangeWork
    where V : struct, IVectorLane<V> where Op : struct, ISampleOp
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Run(int first, int count)
    {
        var whole = count - count % V.Width;
        var byTotal = h == null ? 0 : *h;
        float* gradient = g == null ? null : g + first;
        float* drawn = noise == null ? a + first : noise + first;       // f does not look at it
        Vectors(op, gradient, byTotal, a + first, b + first, drawn, da + first, db + first, whole);
        if (whole == count) return;

        float* buffers = stackalloc float[4 * Part.Buffer];
        float* lastG = buffers, lastA = lastG + Part.Buffer, lastB = lastA + Part.Buffer, lastNoise = lastB + Part.Buffer;
        var rest = count - whole;
        if (g != null) Part.Pad<V>(gradient + whole, rest, lastG);
        Part.Pad<V>(a + first + whole, rest, lastA);
        Part.Pad<V>(b + first + whole, rest, lastB);
        Part.Pad<V>(drawn + whole, rest, lastNoise);
        Vectors(op, g == null ? null : lastG, byTotal, lastA, lastB, lastNoise, lastA, lastB, V.Width);
        Part.Store(V.Load(lastA), da + first + whole, rest);
        Part.Store(V.Load(lastB), db + first + whole, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors(Op op, float* g, float h, float* a, float* b, float* noise, float* da, float* db, nint count)
    {
        var byTotal = V.Of(h);
        for (nint i = 0; i < count; i += V.Width)
        {
            Prefetch.After(a + i);
            Prefetch.After(b + i);
            Prefetch.After(noise + i);
            Prefetch.After(db + i);
            if (g != null) Prefetch.After(g + i);
            var gradient = g == null ? V.Of(0) : V.Load(g + i);
            op.Gradient(V.Load(a + i), V.Load(b + i), V.Load(noise + i), gradient, byTotal, out var byA, out var byB);
            V.Store(byA, da + i);
            V.Store(byB, db + i);
        }
    }
}
