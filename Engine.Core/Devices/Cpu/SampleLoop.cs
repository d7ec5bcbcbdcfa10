using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>y[i] = f(a[i], b[i], ε[i]) and the sum of d(a[i], b[i]) over each block, by an <see cref="ISampleOp"/>.</summary>
/// <remarks>
/// A logarithm for each weight would take half of the time: <see cref="LogSums"/> takes one for many.
/// Noise is drawn a chunk at a time, so that it is in the first cache when it is used; it goes to memory only if
/// <paramref name="kept"/> is there to keep it. A number's noise depends on its position alone, and a block's sum on the
/// block: the same bits for any number of threads.
/// </remarks>
/// <param name="op">f and d.</param>
/// <param name="state">Which normal numbers.</param>
/// <param name="a">First parameters.</param>
/// <param name="b">Second parameters.</param>
/// <param name="y">The values.</param>
/// <param name="kept">The noise, or null.</param>
/// <param name="sums">A sum of divergences for each block, or null for none.</param>
/// <param name="count">Elements.</param>
internal readonly unsafe struct SampleLoop<V, P, Op>(Op op, RandomState state, float* a, float* b, float* y, float* kept, double* sums, int count) : IBlockWork
    where V : struct, IVectorLane<V> where P : struct, IPhiloxVector<V> where Op : struct, ISampleOp
{
    /// <summary>All elements; <paramref name="total"/> gets the sum of all divergences unless it is null.</summary>
    public static void Run(Workers workers, Op op, RandomState state, float* a, float* b, float* y, float* kept, float* total, int count)
    {
        var blocks = (count + CpuTuning.SampleBlock - 1) / CpuTuning.SampleBlock;
        double* sums = total == null ? null : Scratch.Mine.Reserve(blocks);
        workers.Run(blocks, new SampleLoop<V, P, Op>(op, state, a, b, y, kept, sums, count));
        if (total == null) return;
        var sum = 0.0;
        for (var block = 0; block < blocks; block++) sum += sums[block];
        *total = (float)sum;
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Run(int block)
    {
        float* noise = stackalloc float[CpuTuning.SampleChunk];
        float* rests = stackalloc float[CpuTuning.SampleChunk];
        float* ratios = stackalloc float[CpuTuning.SampleChunk];
        var start = block * CpuTuning.SampleBlock;
        var end = Math.Min(count, start + CpuTuning.SampleBlock);
        var sum = 0.0;
        for (; start < end; start += CpuTuning.SampleChunk)
        {
            var length = Math.Min(CpuTuning.SampleChunk, end - start);
            Chunk(start, length, kept == null ? noise : kept + start, rests, ratios);
            if (sums != null) sum += LineSums.Of(rests, length) - LogSums.Of<V>(ratios, length);
        }
        if (sums != null) sums[block] = sum;
    }

    private void Chunk(int start, int length, float* noise, float* rests, float* ratios)
    {
        if (op.Draws)
        {
            var counter = state.Counter + (ulong)start / 4;
            new RandomLoop<V, P>(RandomKind.Normal, state.Seed, state.Stream, counter, noise, length).Run(0, (length + 3) / 4);
        }
        else noise = a + start;        // f does not look at it
        var whole = length - length % V.Width;
        Vectors(a + start, b + start, noise, y + start, rests, ratios, whole);
        if (whole < length) Rest(a + start + whole, b + start + whole, noise + whole, y + start + whole, rests + whole, ratios + whole, length - whole);
    }

    [SkipLocalsInit]
    private void Rest(float* first, float* second, float* noise, float* to, float* rests, float* ratios, int length)
    {
        float* buffers = stackalloc float[5 * Part.Buffer];
        float* lastA = buffers, lastB = lastA + Part.Buffer, lastNoise = lastB + Part.Buffer, lastRest = lastNoise + Part.Buffer, lastRatio = lastRest + Part.Buffer;
        Part.Pad<V>(first, length, lastA);
        Part.Pad<V>(second, length, lastB);
        Part.Pad<V>(noise, length, lastNoise);
        Vectors(lastA, lastB, lastNoise, lastA, lastRest, lastRatio, V.Width);
        Part.Store(V.Load(lastA), to, length);
        if (sums == null) return;
        Part.Store(V.Load(lastRest), rests, length);
        Part.Store(V.Load(lastRatio), ratios, length);
    }

    private void Vectors(float* first, float* second, float* noise, float* to, float* rests, float* ratios, nint length)
    {
        if (sums == null) Values(op, first, second, noise, to, length);
        else ValuesAndParts(op, first, second, noise, to, rests, ratios, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Values(Op op, float* a, float* b, float* noise, float* y, nint length)
    {
        for (nint i = 0; i < length; i += V.Width)
            V.Store(op.Value(V.Load(a + i), V.Load(b + i), V.Load(noise + i)), y + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ValuesAndParts(Op op, float* a, float* b, float* noise, float* y, float* rests, float* ratios, nint length)
    {
        for (nint i = 0; i < length; i += V.Width)
        {
            Prefetch.After(a + i);
            Prefetch.After(b + i);
            Prefetch.After(y + i);
            V.Store(op.Value(V.Load(a + i), V.Load(b + i), V.Load(noise + i), out var rest, out var ratio), y + i);
            V.Store(rest, rests + i);
            V.Store(ratio, ratios + i);
        }
    }
}
