using System.Runtime.CompilerServices;
using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>y[i] = f(a[i], b[i], c[i]), a quad at a time.</summary>
internal static class TernaryKernel<Op> where Op : struct, ITernaryOp
{
    public static void Run(Launcher launcher, Op op, ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, ArrayView<float> y, int count) =>
        launcher.Run(launcher.Over(count / 4), Kernel, op, a, b, c, y, count);

    private static void Kernel(Op op, ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, ArrayView<float> y, int count)
    {
        var (first, second, third, to) = (Quad.Of(a), Quad.Of(b), Quad.Of(c), Quad.Of(y));
        for (var i = Thread.Index; i < count / 4; i += Thread.Count)
        {
            var (p, q, r) = (first[i], second[i], third[i]);
            r.A = Value(op, p.A, q.A, r.A);
            r.B = Value(op, p.B, q.B, r.B);
            r.C = Value(op, p.C, q.C, r.C);
            r.D = Value(op, p.D, q.D, r.D);
            to[i] = r;
        }
        var rest = count / 4 * 4 + Thread.Index;
        if (rest < count) y[rest] = Value(op, a[rest], b[rest], c[rest]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Value(Op op, float a, float b, float c) => op.Value(new F32(a), new F32(b), new F32(c)).Value;
}
