using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>y[i] = f(x[i]), a quad at a time; the last, partial quad is written number by number.</summary>
internal static class MapKernel<Op> where Op : struct, IUnaryOp
{
    public static void Run(Launcher launcher, Op op, ArrayView<float> x, ArrayView<float> y, int count) =>
        launcher.Run(launcher.Over(count / 4), Kernel, op, x, y, count);

    private static void Kernel(Op op, ArrayView<float> x, ArrayView<float> y, int count)
    {
        var (from, to) = (Quad.Of(x), Quad.Of(y));
        for (var i = Thread.Index; i < count / 4; i += Thread.Count)
        {
            var q = from[i];
            q.A = op.Value(new F32(q.A)).Value;
            q.B = op.Value(new F32(q.B)).Value;
            q.C = op.Value(new F32(q.C)).Value;
            q.D = op.Value(new F32(q.D)).Value;
            to[i] = q;
        }
        var rest = count / 4 * 4 + Thread.Index;
        if (rest < count) y[rest] = op.Value(new F32(x[rest])).Value;
    }
}
