using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>y[l, i] = f(a[l], b[l, i], c[l, i]) over lines l; c repeats after <c>repeat</c> elements.</summary>
internal static class LinesKernel<Op> where Op : struct, ITernaryOp
{
    public static void Run(Launcher launcher, Op op, ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, ArrayView<float> y, int lines, int length, int repeat) =>
        launcher.Run(launcher.Over((long)lines * length), Kernel, op, a, b, c, y, lines * length, length, repeat);

    private static void Kernel(Op op, ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, ArrayView<float> y, int count, int length, int repeat)
    {
        for (var i = Thread.Index; i < count; i += Thread.Count)
            y[i] = op.Value(new F32(a[i / length]), new F32(b[i]), new F32(c[i % repeat])).Value;
    }
}
