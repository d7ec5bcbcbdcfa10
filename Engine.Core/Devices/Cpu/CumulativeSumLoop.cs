using System.Runtime.CompilerServices;

namespace Engine.Devices.Cpu;

/// <summary>y[o, i, j] = Σ x[o, k, j] over k ≤ i, or over k ≥ i in reverse, in double.</summary>
internal readonly unsafe struct CumulativeSumLoop(float* x, float* y, ColumnGroups groups, bool reverse) : IRangeWork
{
    /// <summary>Sums along the axis of <paramref name="span"/>.</summary>
    public static void Run(Workers workers, float* x, float* y, AxisSpan span, bool reverse)
    {
        var groups = new ColumnGroups(span, CpuTuning.WalkColumns);
        RangeWork.Run(workers, groups.Count, groups.Elements, new CumulativeSumLoop(x, y, groups, reverse));
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Run(int first, int count)
    {
        double* sums = stackalloc double[CpuTuning.WalkColumns];
        int length = groups.Span.Length, inner = groups.Span.Inner;
        for (var item = first; item < first + count; item++)
        {
            var (start, _, columns) = groups.At(item);
            for (var j = 0; j < columns; j++) sums[j] = 0;
            for (var step = 0; step < length; step++)
            {
                var row = start + (nint)(reverse ? length - 1 - step : step) * inner;
                for (var j = 0; j < columns; j++) y[row + j] = (float)(sums[j] += x[row + j]);
            }
        }
    }
}
