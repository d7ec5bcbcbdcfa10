using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engine.Devices.Cpu;

/// <summary>Sums down columns, accumulated in double: y[o, j] = Σᵢ x[o, i, j].</summary>
/// <remarks>Work falls into tiles of some columns by some rows; if the rows need several, their sums are added in order.</remarks>
internal static unsafe class ColumnSums
{
    /// <summary>Sums the columns of <paramref name="span"/>.</summary>
    public static void Run(Workers workers, float* x, float* y, AxisSpan span)
    {
        if (span.Outer == 0 || span.Inner == 0) return;
        var width = Math.Min(span.Inner, CpuTuning.SumColumns);
        var height = Math.Max(CpuTuning.SumRows, CpuTuning.BlockElements / width);
        var across = (span.Inner - 1) / width + 1;
        var down = Math.Max(1, (span.Length - 1) / height + 1);
        double* sums = down == 1 ? null : Scratch.Mine.Reserve((long)span.Outer * down * span.Inner);
        var tiles = new Tiles(x, y, sums, span, width, height, across, down);
        RangeWork.Run(workers, span.Outer * down * across, width * Math.Min(height, span.Length), tiles);
        if (sums != null) RangeWork.Run(workers, span.Outer, down * span.Inner, new Totals(sums, y, span.Inner, down));
    }

    private readonly struct Tiles(float* x, float* y, double* sums, AxisSpan span, int width, int height, int across, int down) : IRangeWork
    {
        [SkipLocalsInit]
        public void Run(int first, int count)
        {
            double* buffer = stackalloc double[CpuTuning.SumColumns + 32];
            for (var item = first; item < first + count; item++)
            {
                var (rest, tile) = Math.DivRem(item, across);
                var (o, block) = Math.DivRem(rest, down);
                int row = block * height, column = tile * width;
                int rows = Math.Min(height, span.Length - row), columns = Math.Min(width, span.Inner - column);
                Sum(x + ((nint)o * span.Length + row) * span.Inner + column, span.Inner, rows, columns, buffer);
                if (sums != null) new Span<double>(buffer, columns).CopyTo(new(sums + (nint)rest * span.Inner + column, columns));
                else for (var j = 0; j < columns; j++) y[(nint)o * span.Inner + column + j] = (float)buffer[j];
            }
        }
    }

    private readonly struct Totals(double* sums, float* y, int inner, int down) : IRangeWork
    {
        public void Run(int first, int count)
        {
            for (var o = first; o < first + count; o++)
            {
                double* total = sums + (nint)o * down * inner;
                for (var block = 1; block < down; block++)
                    for (var j = 0; j < inner; j++) total[j] += total[block * (nint)inner + j];
                for (var j = 0; j < inner; j++) y[(nint)o * inner + j] = (float)total[j];
            }
        }
    }

    /// <summary>The sums of <paramref name="columns"/> columns; up to 31 more places of <paramref name="sums"/> get numbers without meaning.</summary>
    private static void Sum(float* x, nint stride, int rows, int columns, double* sums)
    {
        var j = 0;
        for (; j + 16 < columns; j += 32) Sum32(x + j, stride, rows, sums + j);
        if (j < columns) Sum16(x + j, stride, rows, sums + j);
        for (j = 0; j < columns; j++)
            if (!double.IsFinite(sums[j])) sums[j] = OneByOne(x + j, stride, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum32(float* x, nint stride, int rows, double* sums)
    {
        // The second vector starts inside the columns, or Sum16 would have been called: no more than one is read beyond a storage.
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0, grouped = rows < CpuTuning.GroupedFrom ? 0 : rows - 3;
        for (; i < grouped; i += 4, x += 4 * stride)
        {
            var (a, b) = Vector512.Widen(FourRows(x, stride));
            var (c, d) = Vector512.Widen(FourRows(x + 16, stride));
            s0 += a;
            s1 += b;
            s2 += c;
            s3 += d;
        }
        for (; i < rows; i++, x += stride)
        {
            var (a, b) = Vector512.Widen(Vector512.Load(x));
            var (c, d) = Vector512.Widen(Vector512.Load(x + 16));
            s0 += a;
            s1 += b;
            s2 += c;
            s3 += d;
        }
        s0.Store(sums);
        s1.Store(sums + 8);
        s2.Store(sums + 16);
        s3.Store(sums + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum16(float* x, nint stride, int rows, double* sums)
    {
        Vector512<double> s0 = default, s1 = default;
        int i = 0, grouped = rows < CpuTuning.GroupedFrom ? 0 : rows - 3;
        for (; i < grouped; i += 4, x += 4 * stride)
        {
            var (a, b) = Vector512.Widen(FourRows(x, stride));
            s0 += a;
            s1 += b;
        }
        for (; i < rows; i++, x += stride)
        {
            var (a, b) = Vector512.Widen(Vector512.Load(x));
            s0 += a;
            s1 += b;
        }
        s0.Store(sums);
        s1.Store(sums + 8);
    }

    /// <summary>Four rows in float, as <see cref="LineSums.Of"/> adds four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FourRows(float* x, nint stride) =>
        Vector512.Load(x) + Vector512.Load(x + stride) + (Vector512.Load(x + 2 * stride) + Vector512.Load(x + 3 * stride));

    /// <summary>One column's sum in double throughout: where four finite numbers together overflow float.</summary>
    private static double OneByOne(float* x, nint stride, int rows)
    {
        var sum = 0.0;
        for (var i = 0; i < rows; i++) sum += x[i * stride];
        return sum;
    }
}
