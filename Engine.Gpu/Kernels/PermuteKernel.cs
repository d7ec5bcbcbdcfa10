using ILGPU;

namespace Engine.Gpu.Kernels;

/// <summary>y[i₀, i₁, …] = x with the axes in another order.</summary>
/// <remarks>
/// If x's last axis stays last, or one of those that change places is very short, elements are copied in y's order, by quads where
/// rows are whole quads. Otherwise squares of x's and y's last axes go through shared memory (<see cref="TransposeKernel"/>).
/// </remarks>
internal static class PermuteKernel
{
    /// <summary>A shorter axis would leave most of a square empty.</summary>
    private const int Short = 8;

    public static void Run(Launcher launcher, ArrayView<float> x, ArrayView<float> y, Shape shape, ReadOnlySpan<int> axes)
    {
        if (shape.Elements == 0) return;
        var merged = Merge(shape, axes);
        var row = merged[^1];
        var column = merged.Find(axis => axis.From == 1);
        if (row.From == 1 && row.Length % 4 == 0) Copy(launcher, Quad.Of(x), Quad.Of(y), InQuads(merged), shape.Elements / 4);
        else if (row.From == 1 || Math.Min(row.Length, column.Length) < Short) Copy(launcher, x, y, merged, shape.Elements);
        else TransposeKernel.Run(launcher, x, y, merged.FindAll(axis => axis != row && axis != column), row, column);
    }

    /// <summary>y's axes with their strides in x and in y: those of length 1 left out, and neighbours that stay neighbours merged.</summary>
    private static List<(int Length, int From, int To)> Merge(Shape shape, ReadOnlySpan<int> axes)
    {
        List<(int Length, int From, int To)> merged = [];
        var to = shape.Elements;
        foreach (var axis in axes)
        {
            var (length, from) = (shape[axis], shape.Product(axis + 1, shape.Rank));
            if (length == 1) continue;
            to /= length;
            if (merged is [.., var before] && before.From == from * length) merged[^1] = (before.Length * length, from, to);
            else merged.Add((length, from, to));
        }
        return merged.Count > 0 ? merged : [(1, 1, 1)];
    }

    /// <summary>The same axes for elements of four floats. The last axis is whole quads, and every other stride a multiple of it.</summary>
    private static List<(int Length, int From, int To)> InQuads(List<(int Length, int From, int To)> axes)
    {
        var quads = axes.ConvertAll(axis => (axis.Length, axis.From / 4, axis.To / 4));
        quads[^1] = (axes[^1].Length / 4, 1, 1);
        return quads;
    }

    private static void Copy<T>(Launcher launcher, ArrayView<T> x, ArrayView<T> y, List<(int Length, int From, int To)> axes, int elements) where T : unmanaged
    {
        var starts = Axes4.Starts(axes);
        foreach (var (from, to) in starts)
            launcher.Run(launcher.Over(elements / starts.Count), Kernel, x.SubView(from), y.SubView(to), Axes4.OfLast(axes), elements / starts.Count);
    }

    private static void Kernel<T>(ArrayView<T> x, ArrayView<T> y, Axes4 axes, int elements) where T : unmanaged
    {
        for (var i = Thread.Index; i < elements; i += Thread.Count) y[i] = x[axes.At(i).A];
    }
}
