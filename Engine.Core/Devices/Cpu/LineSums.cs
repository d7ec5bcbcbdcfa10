using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engine.Devices.Cpu;

/// <summary>Sums of contiguous lines, accumulated in double.</summary>
/// <remarks>A long line is cut into blocks of fixed length, whose sums are added in order: the same bits for any number of threads.</remarks>
internal static unsafe class LineSums
{
    /// <summary>y[o] = Σᵢ of the terms (o, i).</summary>
    public static void Run<T>(Workers workers, T terms, float* y, int lines, int length) where T : struct, ITerms
    {
        if (length <= CpuTuning.LineBlock)
        {
            RangeWork.Run(workers, lines, length, new Lines<T>(terms, y, length));
            return;
        }
        var blocks = (length - 1) / CpuTuning.LineBlock + 1;
        double* sums = Scratch.Mine.Reserve((long)lines * blocks);
        RangeWork.Run(workers, lines * blocks, CpuTuning.LineBlock, new Blocks<T>(terms, sums, length, blocks));
        for (var line = 0; line < lines; line++)
        {
            var sum = 0.0;
            for (var block = 0; block < blocks; block++) sum += *sums++;
            y[line] = (float)sum;
        }
    }

    /// <summary>Σᵢ x[i] of one line: by fours in float from <see cref="CpuTuning.GroupedFrom"/> terms on, else in double throughout.</summary>
    public static double Of(float* x, int count)
    {
        var sum = OfGroups(x, count);
        return double.IsFinite(sum) ? sum : OneByOne(x, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double OfGroups(float* x, int count)
    {
        Vector512<double> lower = default, upper = default;
        nint i = 0, grouped = count < CpuTuning.GroupedFrom ? 0 : count - 63;
        for (; i < grouped; i += 64)
        {
            var (a, b) = Vector512.Widen(Vector512.Load(x + i) + Vector512.Load(x + i + 16) + (Vector512.Load(x + i + 32) + Vector512.Load(x + i + 48)));
            lower += a;
            upper += b;
        }
        for (; i <= count - 16; i += 16)
        {
            var (a, b) = Vector512.Widen(Vector512.Load(x + i));
            lower += a;
            upper += b;
        }
        if (i <= count - 8)
        {
            var (a, b) = Vector256.Widen(Vector256.Load(x + i));
            lower += Vector512.Create(a, b);
            i += 8;
        }
        var sum = Vector512.Sum(lower + upper);
        for (; i < count; i++) sum += x[i];
        return sum;
    }

    /// <summary>The sum in double throughout: where four finite numbers together overflow float.</summary>
    private static double OneByOne(float* x, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++) sum += x[i];
        return sum;
    }

    private readonly struct Lines<T>(T terms, float* y, int length) : IRangeWork where T : struct, ITerms
    {
        public void Run(int first, int count)
        {
            for (var line = first; line < first + count; line++) y[line] = (float)terms.Sum((nint)line * length, length);
        }
    }

    private readonly struct Blocks<T>(T terms, double* sums, int length, int blocks) : IRangeWork where T : struct, ITerms
    {
        public void Run(int first, int count)
        {
            for (var item = first; item < first + count; item++)
            {
                var (line, block) = Math.DivRem(item, blocks);
                var start = block * CpuTuning.LineBlock;
                sums[item] = terms.Sum((nint)line * length + start, Math.Min(CpuTuning.LineBlock, length - start));
            }
        }
    }
}
