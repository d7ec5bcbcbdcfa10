using System.Runtime.CompilerServices;
using Engine.Lanes;
using Engine.Operations;

namespace Engine.Devices.Cpu;

/// <summary>y[o, j] = the first i for which x[o, i, j] is largest, or the first NaN.</summary>
internal static unsafe class ArgMaxLoop<V> where V : struct, IVectorLane<V>
{
    /// <summary>Searches along the axis of <paramref name="span"/>.</summary>
    public static void Run(Workers workers, float* x, float* y, AxisSpan span)
    {
        if (span.Inner == 1) RangeWork.Run(workers, span.Outer, span.Length, new Lines(x, y, span.Length));
        else
        {
            var groups = new ColumnGroups(span, CpuTuning.WalkColumns);
            RangeWork.Run(workers, groups.Count, groups.Elements, new Columns(x, y, groups));
        }
    }

    private readonly struct Lines(float* x, float* y, int length) : IRangeWork
    {
        /// <summary>Shorter lines are searched number by number: a vector's setup costs more.</summary>
        private const int Short = 32;

        public void Run(int first, int count)
        {
            for (var line = first; line < first + count; line++)
                y[line] = length < Short ? OfShort(x + (nint)line * length, length) : OfLong(x + (nint)line * length, length);
        }

        private static int OfShort(float* numbers, int length)
        {
            var best = 0;
            for (var i = 1; i < length; i++)
                if (!(numbers[i] <= numbers[best]) && !float.IsNaN(numbers[best])) best = i;
            return best;
        }

        private static int OfLong(float* numbers, int length)
        {
            // The maximum is NaN if any element is, and IndexOf takes NaN as equal to NaN.
            var largest = ReduceLoop<V, Maximum>.Line(default, numbers, length);
            return Math.Max(0, new ReadOnlySpan<float>(numbers, length).IndexOf(largest));
        }
    }

    private readonly struct Columns(float* x, float* y, ColumnGroups groups) : IRangeWork
    {
        [SkipLocalsInit]
        public void Run(int first, int count)
        {
            float* best = stackalloc float[CpuTuning.WalkColumns];
            for (var item = first; item < first + count; item++)
            {
                var (start, reduced, columns) = groups.At(item);
                for (var j = 0; j < columns; j++) (best[j], y[reduced + j]) = (float.NegativeInfinity, 0);
                for (var i = 0; i < groups.Span.Length; i++)
                {
                    var row = x + start + (nint)i * groups.Span.Inner;
                    for (var j = 0; j < columns; j++)
                        if (row[j] > best[j] || float.IsNaN(row[j]) && !float.IsNaN(best[j])) (best[j], y[reduced + j]) = (row[j], i);
                }
            }
        }
    }
}
