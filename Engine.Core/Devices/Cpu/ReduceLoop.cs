using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>y[o, j] = the combination of x[o, i, j] over all i, such as the largest.</summary>
internal static unsafe class ReduceLoop<V, R> where V : struct, IVectorLane<V> where R : struct, IReducer
{
    /// <summary>Reduces along the axis of <paramref name="span"/>.</summary>
    public static void Run(Workers workers, R reducer, float* x, float* y, AxisSpan span)
    {
        if (span.Inner == 1 && span.Length > CpuTuning.LineBlock) LongLines(workers, reducer, x, y, span.Outer, span.Length);
        else if (span.Inner == 1) RangeWork.Run(workers, span.Outer, span.Length, new Lines(reducer, x, y, span.Length));
        else
        {
            var groups = new ColumnGroups(span, V.Width);
            RangeWork.Run(workers, groups.Count, groups.Elements, new Columns(reducer, x, y, groups));
        }
    }

    /// <summary>In blocks of fixed length, whose results are combined in order.</summary>
    private static void LongLines(Workers workers, R reducer, float* x, float* y, int lines, int length)
    {
        var blocks = (length - 1) / CpuTuning.LineBlock + 1;
        var partial = (float*)Scratch.Mine.Reserve((long)lines * blocks);
        RangeWork.Run(workers, lines * blocks, CpuTuning.LineBlock, new Blocks(reducer, x, partial, length, blocks));
        for (var line = 0; line < lines; line++)
        {
            var result = reducer.Identity<F32>();
            for (var block = 0; block < blocks; block++) result = reducer.Combine(result, new F32(*partial++));
            y[line] = result.Value;
        }
    }

    /// <summary>The combination of one contiguous line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static float Line(R reducer, float* x, int count)
    {
        // Four chains, since a combination may take several cycles.
        V a = reducer.Identity<V>(), b = a, c = a, d = a;
        nint i = 0;
        for (; i <= count - 4 * V.Width; i += 4 * V.Width)
        {
            a = reducer.Combine(a, V.Load(x + i));
            b = reducer.Combine(b, V.Load(x + i + V.Width));
            c = reducer.Combine(c, V.Load(x + i + 2 * V.Width));
            d = reducer.Combine(d, V.Load(x + i + 3 * V.Width));
        }
        for (; i < count; i += V.Width) a = reducer.Combine(a, Part.Load(x + i, (int)(count - i), reducer.Identity<V>()));

        float* lanes = stackalloc float[Part.Buffer];
        V.Store(reducer.Combine(reducer.Combine(a, b), reducer.Combine(c, d)), lanes);
        var result = new F32(lanes[0]);
        for (var lane = 1; lane < V.Width; lane++) result = reducer.Combine(result, new F32(lanes[lane]));
        return result.Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V Column(R reducer, float* x, nint stride, int rows)
    {
        var result = reducer.Identity<V>();
        for (var i = 0; i < rows; i++, x += stride) result = reducer.Combine(result, V.Load(x));
        return result;
    }

    private readonly struct Blocks(R reducer, float* x, float* partial, int length, int blocks) : IRangeWork
    {
        public void Run(int first, int count)
        {
            for (var item = first; item < first + count; item++)
            {
                var (line, block) = Math.DivRem(item, blocks);
                var start = block * CpuTuning.LineBlock;
                partial[item] = Line(reducer, x + (nint)line * length + start, Math.Min(CpuTuning.LineBlock, length - start));
            }
        }
    }

    private readonly struct Lines(R reducer, float* x, float* y, int length) : IRangeWork
    {
        public void Run(int first, int count)
        {
            for (var line = first; line < first + count; line++) y[line] = Line(reducer, x + (nint)line * length, length);
        }
    }

    private readonly struct Columns(R reducer, float* x, float* y, ColumnGroups groups) : IRangeWork
    {
        public void Run(int first, int count)
        {
            for (var item = first; item < first + count; item++)
            {
                var (start, reduced, columns) = groups.At(item);
                Part.Store(Column(reducer, x + start, groups.Span.Inner, groups.Span.Length), y + reduced, columns);
            }
        }
    }
}
