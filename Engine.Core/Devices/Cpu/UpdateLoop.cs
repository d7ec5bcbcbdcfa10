using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>One optimizer step in place; a null moment reads as 0 and is not written.</summary>
internal readonly unsafe struct UpdateLoop<V, Rule>(Rule rule, float* parameter, float* gradient, float* first, float* second) : IRangeWork
    where V : struct, IVectorLane<V> where Rule : struct, IUpdateRule
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Run(int start, int count)
    {
        var whole = count - count % V.Width;
        float* m = first == null ? null : first + start, v = second == null ? null : second + start;
        Vectors(rule, parameter + start, gradient + start, m, v, whole);
        if (whole < count)
            Rest(parameter + start + whole, gradient + start + whole, m == null ? null : m + whole, v == null ? null : v + whole, count - whole);
    }

    [SkipLocalsInit]
    private void Rest(float* p, float* g, float* m, float* v, int count)
    {
        float* buffers = stackalloc float[4 * Part.Buffer];
        float* lastP = buffers, lastG = lastP + Part.Buffer;
        float* lastM = m == null ? null : lastG + Part.Buffer, lastV = v == null ? null : lastG + 2 * Part.Buffer;
        Part.Pad<V>(p, count, lastP);
        Part.Pad<V>(g, count, lastG);
        if (m != null) Part.Pad<V>(m, count, lastM);
        if (v != null) Part.Pad<V>(v, count, lastV);
        Vectors(rule, lastP, lastG, lastM, lastV, V.Width);
        Part.Store(V.Load(lastP), p, count);
        if (m != null) Part.Store(V.Load(lastM), m, count);
        if (v != null) Part.Store(V.Load(lastV), v, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors(Rule rule, float* parameter, float* gradient, float* first, float* second, nint count)
    {
        for (nint i = 0; i < count; i += V.Width)
        {
            var p = V.Load(parameter + i);
            var m = first == null ? V.Of(0) : V.Load(first + i);
            var v = second == null ? V.Of(0) : V.Load(second + i);
            rule.Step(ref p, V.Load(gradient + i), ref m, ref v);
            V.Store(p, parameter + i);
            if (first != null) V.Store(m, first + i);
            if (second != null) V.Store(v, second + i);
        }
    }
}
