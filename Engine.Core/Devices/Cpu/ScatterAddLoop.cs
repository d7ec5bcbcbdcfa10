using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engine.Devices.Cpu;

/// <summary>y[o, index[k], j] += g[o, k, j] for k = 0, 1, … in this order: threads share out the columns, never the k.</summary>
internal readonly unsafe struct ScatterAddLoop(float* g, float* index, float* y, ColumnGroups groups, int count) : IRangeWork
{
    /// <summary>Adds; <paramref name="span"/> is y's.</summary>
    public static void Run(Workers workers, float* g, float* index, float* y, AxisSpan span, int count)
    {
        var groups = new ColumnGroups(span, CpuTuning.WalkColumns);
        var elements = Math.Min(CpuTuning.WalkColumns, span.Inner) * count;
        RangeWork.Run(workers, groups.Count, elements, new ScatterAddLoop(g, index, y, groups, count));
    }

    /// <inheritdoc/>
    public void Run(int first, int items)
    {
        var inner = groups.Span.Inner;
        for (var item = first; item < first + items; item++)
        {
            var (start, reduced, columns) = groups.At(item);
            var o = reduced / inner;
            var from = g + o * count * inner + reduced % inner;
            for (var k = 0; k < count; k++) Add(from + (nint)k * inner, y + start + (nint)(int)index[k] * inner, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(float* g, float* y, int count)
    {
        var i = 0;
        for (; i <= count - 8; i += 8) (Vector256.Load(y + i) + Vector256.Load(g + i)).Store(y + i);
        for (; i < count; i++) y[i] += g[i];
    }
}
