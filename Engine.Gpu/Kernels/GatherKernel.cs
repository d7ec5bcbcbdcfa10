using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>y[o, k, j] = x[o, index[k], j], a quad at a time where rows are whole quads.</summary>
internal static class GatherKernel
{
    public static void Run(Launcher launcher, ArrayView<float> x, ArrayView<float> index, ArrayView<float> y, AxisSpan span, int count)
    {
        var elements = span.Outer * count * span.Inner;
        if (elements == 0) return;
        if (span.Inner % 4 == 0) launcher.Run(launcher.Over(elements / 4), Kernel, Quad.Of(x), index, Quad.Of(y), (uint)span.Length, (uint)span.Inner / 4, (uint)count, elements / 4);
        else launcher.Run(launcher.Over(elements), Kernel, x, index, y, (uint)span.Length, (uint)span.Inner, (uint)count, elements);
    }

    private static void Kernel<T>(ArrayView<T> x, ArrayView<float> index, ArrayView<T> y, uint length, uint inner, uint count, int elements) where T : unmanaged
    {
        for (var i = Thread.Index; i < elements; i += Thread.Count)
        {
            var row = (uint)i / inner;
            var from = row / count * length + (uint)index[(int)(row % count)];
            y[i] = x[(int)(from * inner + (uint)i % inner)];
        }
    }
}
