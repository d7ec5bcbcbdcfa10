using System.Runtime.CompilerServices;
using Engine.Lanes;
using Engine.Operations;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>dx[i] = g[i]·f′(x[i]), a quad at a time; y holds f(x).</summary>
internal static class MapGradientKernel<Op> where Op : struct, IUnaryOp
{
    public static void Run(Launcher launcher, Op op, ArrayView<float> g, ArrayView<float> x, ArrayView<float> y, ArrayView<float> dx, int count) =>
        launcher.Run(launcher.Over(count / 4), Kernel, op, g, x, y, dx, count);

    private static void Kernel(Op op, ArrayView<float> g, ArrayView<float> x, ArrayView<float> y, ArrayView<float> dx, int count)
    {
        var (gradient, input, output, result) = (Quad.Of(g), Quad.Of(x), Quad.Of(y), Quad.Of(dx));
        for (var i = Thread.Index; i < count / 4; i += Thread.Count)
        {
            var (q, p, v) = (gradient[i], input[i], output[i]);
            q.A = Slope(op, q.A, p.A, v.A);
            q.B = Slope(op, q.B, p.B, v.B);
            q.C = Slope(op, q.C, p.C, v.C);
            q.D = Slope(op, q.D, p.D, v.D);
            result[i] = q;
        }
        var rest = count / 4 * 4 + Thread.Index;
        if (rest < count) dx[rest] = Slope(op, g[rest], x[rest], y[rest]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Slope(Op op, float g, float x, float y) => default(Chain).Value(new F32(g), op.Slope(new F32(x), new F32(y))).Value;
}
