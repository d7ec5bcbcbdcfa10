using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engine.Devices.Cpu;

/// <summary>Sums of contiguous lines, in double.</summary>
/// <remarks>A long line is cut into blocks of fixed length, whose sums are added in order: the same bits for any number of threads.</remarks>
internal static unsafe class LineSums
{
    /// <summary>y[o] = Σᵢ x[o, i].</summary>
    public static void Run(Workers workers, float* x, float* y, int lines, int length)
    {
        if (length <= CpuTuning.LineBlock)
        {
            RangeWork.Run(workers, lines, length, new Lines(x, y, length));
            return;
        }
        var blocks = (length - 1) / CpuTuning.LineBlock + 1;
        double* sums = Scratch.Mine.Reserve((long)lines * blocks);
        RangeWork.Run(workers, lines * blocks, CpuTuning.LineBlock, new Blocks(x, sums, length, blocks));
        for (var line = 0; line < lines; line++)
        {
            var sum = 0.0;
            for (var block = 0; block < blocks; block++) sum += *sums++;
            y[line] = (float)sum;
        }
    }

    /// <summary>Σᵢ x[i] of one line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of(float* x, int count)
    {
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
        nint i = 0;
        for (; i <= count - 32; i += 32)
        {
            var (a, b) = Vector512.Widen(Vector512.Load(x + i));
            var (c, d) = Vector512.Widen(Vector512.Load(x + i + 16));
            s0 += a;
            s1 += b;
            s2 += c;
            s3 += d;
        }
        var sum = Vector512.Sum(s0 + s1 + (s2 + s3));
        for (; i < count; i++) sum += x[i];
        return sum;
    }

    private readonly struct Lines(float* x, float* y, int length) : IRangeWork
    {
        public void Run(int first, int count)
        {
            for (var line = first; line < first + count; line++) y[line] = (float)Of(x + (nint)line * length, length);
        }
    }

    private readonly struct Blocks(float* x, double* sums, int length, int blocks) : IRangeWork
    {
        public void Run(int first, int count)
        {
            for (var item = first; item < first + count; item++)
            {
                var (line, block) = Math.DivRem(item, blocks);
                var start = block * CpuTuning.LineBlock;
                sums[item] = Of(x + (nint)line * length + start, Math.Min(CpuTuning.LineBlock, length - start));
            }
        }
    }
}
