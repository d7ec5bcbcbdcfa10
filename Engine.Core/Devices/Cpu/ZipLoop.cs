using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>y = f(a, b), both broadcast: lines along the last merged axis, where each operand runs along or stands still.</summary>
internal readonly unsafe struct ZipLoop<V, Op>(Op op, float* a, float* b, float* y, Broadcast plan, bool stream) : IRangeWork
    where V : struct, IVectorLane<V> where Op : struct, IBinaryOp
{
    /// <summary>Computes the whole of y: lines shorter than a few vectors in batches, longer ones as they stand.</summary>
    public static void Run(Workers workers, Op op, float* a, float* b, float* y, Broadcast plan, bool stream)
    {
        var length = plan.Lengths[^1];
        if (plan.Lengths.Length > 1 && length > 0 && length < CpuTuning.ShortLine)
            RangeWork.Run(workers, plan.Elements / length, length, new ShortLinesLoop<V, Op>(op, a, b, y, plan));
        else RangeWork.Run(workers, plan.Elements, 1, new ZipLoop<V, Op>(op, a, b, y, plan, stream));
    }

    /// <inheritdoc/>
    public void Run(int first, int count)
    {
        int length = plan.Lengths[^1], stepA = plan.StridesA[^1], stepB = plan.StridesB[^1];
        var (line, column) = Math.DivRem(first, length);
        float* to = y + first;
        while (count > 0)
        {
            var part = Math.Min(length - column, count);
            var (startA, startB) = StartOf(plan, line++);
            Line(a + startA + (nint)column * stepA, stepA, b + startB + (nint)column * stepB, stepB, to, part);
            to += part;
            count -= part;
            column = 0;
        }
    }

    /// <summary>Where a line of each operand starts: the line's number, read as an odometer over the outer axes.</summary>
    internal static (nint A, nint B) StartOf(Broadcast plan, int line)
    {
        nint startA = 0, startB = 0;
        for (var axis = plan.Lengths.Length - 2; axis >= 0; axis--)
        {
            (line, var position) = Math.DivRem(line, plan.Lengths[axis]);
            startA += (nint)position * plan.StridesA[axis];
            startB += (nint)position * plan.StridesB[axis];
        }
        return (startA, startB);
    }

    private void Line(float* left, int stepA, float* right, int stepB, float* to, int count)
    {
        var whole = count - count % V.Width;
        switch (stepA, stepB)
        {
            case (1, 1) when stream && IsAligned(to): Streamed(op, left, right, to, whole); break;
            case (1, 1): Both(op, left, right, to, whole); break;
            case (1, 0): RightStands(op, left, *right, to, whole); break;
            case (0, 1): LeftStands(op, *left, right, to, whole); break;
            default: whole = 0; break;
        }
        if (whole < count) Rest(left + whole * stepA, stepA, right + whole * stepB, stepB, to + whole, count - whole);
    }

    [SkipLocalsInit]
    private void Rest(float* left, int stepA, float* right, int stepB, float* to, int count)
    {
        float* lastA = stackalloc float[2 * Part.Buffer], lastB = lastA + Part.Buffer;
        Part.Pad<V>(left, stepA == 0 ? 1 : count, lastA);
        Part.Pad<V>(right, stepB == 0 ? 1 : count, lastB);
        Both(op, lastA, lastB, lastA, V.Width);
        if (stepA == 0 && stepB == 0) new Span<float>(to, count).Fill(*lastA);
        else Part.Store(V.Load(lastA), to, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Both(Op op, float* a, float* b, float* y, nint count)
    {
        for (nint i = 0; i < count; i += V.Width) V.Store(op.Value(V.Load(a + i), V.Load(b + i)), y + i);
    }

    private static bool IsAligned(float* y) => (nuint)y % (nuint)(V.Width * sizeof(float)) == 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Streamed(Op op, float* a, float* b, float* y, nint count)
    {
        for (nint i = 0; i < count; i += V.Width) V.StoreStreaming(op.Value(V.Load(a + i), V.Load(b + i)), y + i);
        Interlocked.MemoryBarrier();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RightStands(Op op, float* a, float b, float* y, nint count)
    {
        var right = V.Of(b);
        for (nint i = 0; i < count; i += V.Width) V.Store(op.Value(V.Load(a + i), right), y + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LeftStands(Op op, float a, float* b, float* y, nint count)
    {
        var left = V.Of(a);
        for (nint i = 0; i < count; i += V.Width) V.Store(op.Value(left, V.Load(b + i)), y + i);
    }
}
