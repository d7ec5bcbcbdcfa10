using System.Runtime.CompilerServices;
using Engine.Gpu.Kernels.Reductions;
using Engine.Lanes;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>y[i] = f(a[i], b[i], ε[i]) and the sum of d(a[i], b[i]), by an <see cref="ISampleOp"/>, a quad at a time.</summary>
/// <remarks>
/// Noise is drawn in registers and goes to memory only to be kept. Divergences are summed in double: by each thread over its
/// quads, then over each group, then over the groups in a second launch.
/// </remarks>
internal static class SampleKernel<Op> where Op : struct, ISampleOp
{
    public static void Run(GpuDevice device, Op op, RandomState noise, ArrayView<float> a, ArrayView<float> b, ArrayView<float> y, ArrayView<float>? kept, ArrayView<float>? total, int count)
    {
        var launcher = device.Launcher;
        var grid = launcher.Over(Quad.Over(count));
        var keeps = kept is null ? 0 : 1;
        if (total is null)
        {
            if (count > 0) launcher.Run(grid, Values, op, noise, a, b, y, kept ?? y, keeps, count);
            return;
        }
        using var sums = new Scratch<double>(device, grid.GridDim.X);
        if (launcher.Shuffles) launcher.Run(grid, ValuesAndSums<ShuffleExchange>, op, noise, a, b, y, kept ?? y, keeps, sums.View, count);
        else launcher.Run(grid, ValuesAndSums<SharedExchange>, op, noise, a, b, y, kept ?? y, keeps, sums.View, count);
        FoldKernel<double, StoredTerms<double>, SumFold>.Run(device, new(sums.View), default, total.Value, new(1, grid.GridDim.X, 1));
    }

    private static void Values(Op op, RandomState noise, ArrayView<float> a, ArrayView<float> b, ArrayView<float> y, ArrayView<float> kept, int keeps, int count)
    {
        for (var i = Thread.Index; i < Quad.Over(count); i += Thread.Count)
        {
            var drawn = Noise(op, noise, kept, keeps, i, count);
            var (p, q) = (Quad.Load(a, i, count), Quad.Load(b, i, count));
            p.A = op.Value(new F32(p.A), new F32(q.A), new F32(drawn.A)).Value;
            p.B = op.Value(new F32(p.B), new F32(q.B), new F32(drawn.B)).Value;
            p.C = op.Value(new F32(p.C), new F32(q.C), new F32(drawn.C)).Value;
            p.D = op.Value(new F32(p.D), new F32(q.D), new F32(drawn.D)).Value;
            p.Store(y, i, count);
        }
    }

    private static void ValuesAndSums<X>(Op op, RandomState noise, ArrayView<float> a, ArrayView<float> b, ArrayView<float> y, ArrayView<float> kept, int keeps, ArrayView<double> sums, int count)
        where X : struct, IExchange
    {
        var sum = 0.0;
        for (var i = Thread.Index; i < Quad.Over(count); i += Thread.Count)
        {
            var drawn = Noise(op, noise, kept, keeps, i, count);
            var (p, q) = (Quad.Load(a, i, count), Quad.Load(b, i, count));
            p.A = Value(op, p.A, q.A, drawn.A, out var first);
            p.B = Value(op, p.B, q.B, drawn.B, out var second);
            p.C = Value(op, p.C, q.C, drawn.C, out var third);
            p.D = Value(op, p.D, q.D, drawn.D, out var fourth);
            p.Store(y, i, count);
            sum += first;
            if (4 * i + 1 < count) sum += second;
            if (4 * i + 2 < count) sum += third;
            if (4 * i + 3 < count) sum += fourth;
        }
        sum = GroupFold.Of<X, double, SumFold>(default, sum, 1, Group.DimX);
        if (Group.IdxX == 0) sums[Grid.IdxX] = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Value(Op op, float a, float b, float noise, out float divergence)
    {
        var value = op.Value(new F32(a), new F32(b), new F32(noise), out var rest, out var ratio);
        divergence = (rest - F32.Log(ratio)).Value;
        return value.Value;
    }

    /// <summary>ε of a quad; 0 if the op draws none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Quad Noise(Op op, RandomState noise, ArrayView<float> kept, int keeps, int i, int count)
    {
        Quad drawn = default;
        if (!op.Draws) return drawn;
        drawn = Draw.Normal(noise, i);
        if (keeps != 0) drawn.Store(kept, i, count);
        return drawn;
    }
}
