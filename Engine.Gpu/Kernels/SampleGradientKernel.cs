using System.Runtime.CompilerServices;
using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>Both gradients of an <see cref="ISampleOp"/> in one pass, a quad at a time, from g = dL/dy and the one number h = dL/dD; either may be missing, for 0.</summary>
internal static class SampleGradientKernel<Op> where Op : struct, ISampleOp
{
    public static void Run(Launcher launcher, Op op, ArrayView<float>? g, ArrayView<float>? h, ArrayView<float> a, ArrayView<float> b, ArrayView<float>? noise, ArrayView<float> da, ArrayView<float> db, int count) =>
        launcher.Run(launcher.Over(Quad.Over(count)), Kernel, op, g ?? a, h ?? a, a, b, noise ?? a, da, db, g is null ? 0 : 1, h is null ? 0 : 1, noise is null ? 0 : 1, count);

    /// <summary>Where an operand is missing, its view is some other memory that is not read.</summary>
    private static void Kernel(Op op, ArrayView<float> g, ArrayView<float> h, ArrayView<float> a, ArrayView<float> b, ArrayView<float> noise, ArrayView<float> da, ArrayView<float> db, int hasG, int hasH, int hasNoise, int count)
    {
        var byTotal = hasH != 0 ? h[0] : 0;
        for (var i = Thread.Index; i < Quad.Over(count); i += Thread.Count)
        {
            var (p, q) = (Quad.Load(a, i, count), Quad.Load(b, i, count));
            Quad byValue = default, drawn = default;
            if (hasG != 0) byValue = Quad.Load(g, i, count);
            if (hasNoise != 0) drawn = Quad.Load(noise, i, count);
            Gradient(op, ref p.A, ref q.A, drawn.A, byValue.A, byTotal);
            Gradient(op, ref p.B, ref q.B, drawn.B, byValue.B, byTotal);
            Gradient(op, ref p.C, ref q.C, drawn.C, byValue.C, byTotal);
            Gradient(op, ref p.D, ref q.D, drawn.D, byValue.D, byTotal);
            p.Store(da, i, count);
            q.Store(db, i, count);
        }
    }

    /// <summary>Puts the gradients in the place of a and b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gradient(Op op, ref float a, ref float b, float noise, float g, float h)
    {
        op.Gradient(new F32(a), new F32(b), new F32(noise), new F32(g), new F32(h), out var da, out var db);
        (a, b) = (da.Value, db.Value);
    }
}
