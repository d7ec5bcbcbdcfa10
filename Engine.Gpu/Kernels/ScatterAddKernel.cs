using Engine.Gpu.Kernels.Reductions;
using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>y[o, index[k], j] += g[o, k, j] for k = 0, 1, … in this order, and so without atomic additions, whose order is chance.</summary>
/// <remarks>
/// The first k of those with one index makes the whole sum of that row; the threads of the others do nothing. Among a few indices it
/// looks for its likes in all of them. Many are sorted first, so that likes are neighbours.
/// </remarks>
internal static class ScatterAddKernel
{
    /// <summary>Up to here looking at all indices takes no longer than the launches of a sort.</summary>
    private const int Few = 512;

    public static void Run(GpuDevice device, ArrayView<float> g, ArrayView<float> index, ArrayView<float> y, AxisSpan span, int count)
    {
        var elements = span.Outer * count * span.Inner;
        if (elements == 0) return;
        var grid = device.Launcher.Over(elements);
        if (count <= Few)
        {
            device.Launcher.Run(grid, AmongFew, g, index, y, span.Length, span.Inner, count, elements);
            return;
        }
        using var order = new Scratch<int>(device, count);
        IndexOrder.Run(device, index, order.View, count, span.Length);
        device.Launcher.Run(grid, Sorted, g, index, order.View, y, span.Length, span.Inner, count, elements);
    }

    private static void AmongFew(ArrayView<float> g, ArrayView<float> index, ArrayView<float> y, int length, int inner, int count, int elements)
    {
        for (var i = Thread.Index; i < elements; i += Thread.Count)
        {
            var (o, k, j) = (i / inner / count, i / inner % count, i % inner);
            var target = index[k];
            var first = 0;
            while (index[first] != target) first++;
            if (first < k) continue;

            var at = (o * length + (int)target) * inner + j;
            var sum = y[at];
            for (; k < count; k++)
                if (index[k] == target) sum += g[(o * count + k) * inner + j];
            y[at] = sum;
        }
    }

    private static void Sorted(ArrayView<float> g, ArrayView<float> index, ArrayView<int> order, ArrayView<float> y, int length, int inner, int count, int elements)
    {
        for (var i = Thread.Index; i < elements; i += Thread.Count)
        {
            var (o, place, j) = (i / inner / count, i / inner % count, i % inner);
            var target = index[order[place]];
            if (place > 0 && index[order[place - 1]] == target) continue;

            // The end is looked up first: with a known number of turns, the loads of several are in flight at once.
            var (last, end) = (place, count);
            while (end - last > 1)
            {
                var middle = last + (end - last) / 2;
                if (index[order[middle]] == target) last = middle;
                else end = middle;
            }
            var at = (o * length + (int)target) * inner + j;
            var sum = y[at];
            for (; place < end; place++) sum += g[(o * count + order[place]) * inner + j];
            y[at] = sum;
        }
    }
}
