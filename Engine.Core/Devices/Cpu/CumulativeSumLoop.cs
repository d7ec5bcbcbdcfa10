using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engine.Devices.Cpu;

/// <summary>y[o, i, j] = Σ x[o, k, j] over k ≤ i, or over k ≥ i in reverse, in double.</summary>
internal static unsafe class CumulativeSumLoop
{
    /// <summary>Sums along the axis of <paramref name="span"/>.</summary>
    public static void Run(Workers workers, float* x, float* y, AxisSpan span, bool reverse)
    {
        if (span.Inner == 1)
        {
            RangeWork.Run(workers, span.Outer, span.Length, new Lines(x, y, span.Length, reverse));
            return;
        }
        var groups = new ColumnGroups(span, CpuTuning.WalkColumns);
        RangeWork.Run(workers, groups.Count, groups.Elements, new Columns(x, y, groups, reverse));
    }

    /// <summary>Along contiguous lines, four at a time: each addition waits for the one before it in its line only.</summary>
    private readonly struct Lines(float* x, float* y, int length, bool reverse) : IRangeWork
    {
        public void Run(int first, int count)
        {
            var (start, step) = reverse ? (length - 1, -1) : (0, 1);
            var line = first;
            for (; line <= first + count - 4; line += 4) Four(x + (nint)line * length + start, y + (nint)line * length + start, length, step);
            for (; line < first + count; line++) One(x + (nint)line * length + start, y + (nint)line * length + start, length, step);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Four(float* x, float* y, int length, int step)
        {
            nint second = length, third = 2 * second, fourth = 3 * second;
            double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
            for (var i = 0; i < length; i++, x += step, y += step)
            {
                y[0] = (float)(s0 += Widened(x));
                y[second] = (float)(s1 += Widened(x + second));
                y[third] = (float)(s2 += Widened(x + third));
                y[fourth] = (float)(s3 += Widened(x + fourth));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void One(float* x, float* y, int length, int step)
        {
            var sum = 0.0;
            for (var i = 0; i < length; i++, x += step, y += step) *y = (float)(sum += Widened(x));
        }

        /// <summary>A conversion that waits for nothing: that of a scalar keeps the upper half of its register, and so waits for the one before.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static double Widened(float* x) => Vector128.WidenLower(Vector128.CreateScalar(*x)).ToScalar();
    }

    private readonly struct Columns(float* x, float* y, ColumnGroups groups, bool reverse) : IRangeWork
    {
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
}
