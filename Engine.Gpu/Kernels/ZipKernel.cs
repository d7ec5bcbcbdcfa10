using System.Runtime.CompilerServices;
using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>y = f(a, b), both broadcast: equal shapes and single numbers a quad at a time, the rest by the strides of its axes.</summary>
internal static class ZipKernel<Op> where Op : struct, IBinaryOp
{
    public static void Run(Launcher launcher, Op op, ArrayView<float> a, ArrayView<float> b, ArrayView<float> y, Broadcast plan)
    {
        var count = plan.Elements;
        if (plan.Lengths is [_])
            launcher.Run(launcher.Over(count / 4), Neighbours, op, a, b, y, count, plan.StridesA[0], plan.StridesB[0]);
        else
            Walk(launcher, op, a, b, y, plan, axis: 0, count);
    }

    /// <summary>The last <see cref="Axes4.Count"/> axes are the kernel's; those before them, which hardly ever exist, are the host's loops.</summary>
    private static void Walk(Launcher launcher, Op op, ArrayView<float> a, ArrayView<float> b, ArrayView<float> y, Broadcast plan, int axis, int count)
    {
        if (plan.Lengths.Length - axis <= Axes4.Count)
        {
            launcher.Run(launcher.Over(count), Strided, op, a, b, y, Axes4.Of(plan, axis), count);
            return;
        }
        var part = count / plan.Lengths[axis];
        for (var i = 0; i < plan.Lengths[axis]; i++)
            Walk(launcher, op, a.SubView(i * plan.StridesA[axis]), b.SubView(i * plan.StridesB[axis]), y.SubView(i * part), plan, axis + 1, part);
    }

    /// <summary>One axis, along which an operand has stride 1 or, as a single number, 0.</summary>
    private static void Neighbours(Op op, ArrayView<float> a, ArrayView<float> b, ArrayView<float> y, int count, int strideA, int strideB)
    {
        var (left, right, to) = (Quad.Of(a), Quad.Of(b), Quad.Of(y));
        for (var i = Thread.Index; i < count / 4; i += Thread.Count)
        {
            var (p, q) = (left[i * strideA], right[i * strideB]);
            Quad r;
            r.A = Value(op, p.A, q.A);
            r.B = Value(op, strideA == 0 ? p.A : p.B, strideB == 0 ? q.A : q.B);
            r.C = Value(op, strideA == 0 ? p.A : p.C, strideB == 0 ? q.A : q.C);
            r.D = Value(op, strideA == 0 ? p.A : p.D, strideB == 0 ? q.A : q.D);
            to[i] = r;
        }
        var rest = count / 4 * 4 + Thread.Index;
        if (rest < count) y[rest] = Value(op, a[rest * strideA], b[rest * strideB]);
    }

    private static void Strided(Op op, ArrayView<float> a, ArrayView<float> b, ArrayView<float> y, Axes4 axes, int count)
    {
        for (var i = Thread.Index; i < count; i += Thread.Count)
        {
            var (atA, atB) = axes.At(i);
            y[i] = Value(op, a[atA], b[atB]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Value(Op op, float a, float b) => op.Value(new F32(a), new F32(b)).Value;
}
