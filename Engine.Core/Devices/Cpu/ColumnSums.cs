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
        var height = Math.Max(CpuTuning.SumRows, CpuTuning.BlockElements / width) & ~7;
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
            // At a cache line: a vector that crosses two is stored and loaded at half the speed.
            double* room = stackalloc double[CpuTuning.SumColumns + 24];
            var buffer = (double*)(((nuint)room + 63) & ~(nuint)63);
            var grouped = span.Length >= CpuTuning.GroupedFrom;
            for (var item = first; item < first + count; item++)
            {
                var (rest, tile) = Math.DivRem(item, across);
                var (o, block) = Math.DivRem(rest, down);
                int row = block * height, column = tile * width;
                int rows = Math.Min(height, span.Length - row), columns = Math.Min(width, span.Inner - column);
                Sum(x + ((nint)o * span.Length + row) * span.Inner + column, span.Inner, rows, columns, grouped, buffer);
                if (sums != null) new Span<double>(buffer, columns).CopyTo(new(sums + (nint)rest * span.Inner + column, columns));
                else Round(buffer, y + (nint)o * span.Inner + column, columns);
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
                for (var block = 1; block < down; block++) Add(total + block * (nint)inner, total, inner);
                Round(total, y + (nint)o * inner, inner);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(double* x, double* total, int count)
    {
        nint i = 0;
        for (; i <= count - 8; i += 8) (Vector512.Load(total + i) + Vector512.Load(x + i)).Store(total + i);
        for (; i < count; i++) total[i] += x[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Round(double* x, float* y, int count)
    {
        nint i = 0;
        for (; i <= count - 16; i += 16) Vector512.Narrow(Vector512.Load(x + i), Vector512.Load(x + i + 8)).Store(y + i);
        for (; i < count; i++) y[i] = (float)x[i];
    }

    /// <summary>The sums of <paramref name="columns"/> columns; up to 15 more places of <paramref name="sums"/> get numbers without meaning.</summary>
    private static void Sum(float* x, nint stride, int rows, int columns, bool grouped, double* sums)
    {
        if (columns <= 16) Narrow(x, stride, rows, grouped, sums);
        else Wide(x, stride, rows, columns, grouped, sums);
        if (AllFinite(sums, columns)) return;
        for (var j = 0; j < columns; j++)
            if (!double.IsFinite(sums[j])) sums[j] = OneByOne(x + j, stride, rows);
    }

    /// <summary>Whether the sums (and the numbers without meaning after them) are finite: s − s is NaN for the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AllFinite(double* sums, int count)
    {
        Vector512<double> differences = default;
        for (nint i = 0; i < count; i += 8) differences += Vector512.Load(sums + i) - Vector512.Load(sums + i);
        return Vector512.EqualsAll(differences, default);
    }

    /// <summary>Along the rows, eight at a time, so that memory is read as it stands; the sums stay in the first cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide(float* x, nint stride, int rows, int columns, bool grouped, double* sums)
    {
        new Span<double>(sums, columns + 15).Clear();
        int i = 0, inEights = grouped ? rows - 7 : 0;
        for (; i < inEights; i += 8, x += 8 * stride)
            for (nint j = 0; j < columns; j += 16)
            {
                var (a, b) = Vector512.Widen(FourRows(x + j, stride));
                var (c, d) = Vector512.Widen(FourRows(x + j + 4 * stride, stride));
                AddTo(sums + j, a + c, b + d);
            }
        for (; i < rows; i++, x += stride)
            for (nint j = 0; j < columns; j += 16)
            {
                var (a, b) = Vector512.Widen(Vector512.Load(x + j));
                AddTo(sums + j, a, b);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(double* sums, Vector512<double> lower, Vector512<double> upper)
    {
        (Vector512.Load(sums) + lower).Store(sums);
        (Vector512.Load(sums + 8) + upper).Store(sums + 8);
    }

    /// <summary>Up to 16 columns, whose sums stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(float* x, nint stride, int rows, bool grouped, double* sums)
    {
        Vector512<double> s0 = default, s1 = default;
        int i = 0, inFours = grouped ? rows - 3 : 0;
        for (; i < inFours; i += 4, x += 4 * stride)
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
