using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>
/// y = f(a, b) whose lines are short, such as [1000, 10] + [10]: an operand that does not stand in memory as the result does is
/// written out for a batch of lines, so that both run along and vectors reach over the lines' ends.
/// </summary>
internal readonly unsafe struct ShortLinesLoop<V, Op>(Op op, float* a, float* b, float* y, Broadcast plan) : IRangeWork
    where V : struct, IVectorLane<V> where Op : struct, IBinaryOp
{
    private const int Batch = 1024;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public void Run(int first, int count)
    {
        float* buffers = stackalloc float[2 * (Batch + Part.Buffer)], bufferA = buffers, bufferB = buffers + Batch + Part.Buffer;
        int length = plan.Lengths[^1], most = Batch / length;
        bool wholeA = RunsAlong(plan.StridesA), wholeB = RunsAlong(plan.StridesB);
        bool sameA = StandsStill(plan.StridesA), sameB = StandsStill(plan.StridesB);
        for (var line = first; line < first + count; line += most)
        {
            var lines = Math.Min(most, first + count - line);
            var start = (nint)line * length;
            if (!wholeA && !(sameA && line > first)) WriteOut(line, lines, bufferA, left: true);
            if (!wholeB && !(sameB && line > first)) WriteOut(line, lines, bufferB, left: false);
            Values(op, wholeA ? a + start : bufferA, wholeB ? b + start : bufferB, y + start, lines * length);
        }
    }

    /// <summary>Whether neighbours of the result are neighbours in the operand.</summary>
    private bool RunsAlong(int[] strides)
    {
        var inner = 1;
        for (var axis = strides.Length - 1; axis >= 0; axis--)
        {
            if (strides[axis] != inner) return false;
            inner *= plan.Lengths[axis];
        }
        return true;
    }

    /// <summary>Whether all lines read the same numbers.</summary>
    private static bool StandsStill(int[] strides)
    {
        foreach (var stride in strides.AsSpan(0, strides.Length - 1))
            if (stride != 0) return false;
        return true;
    }

    private void WriteOut(int first, int lines, float* to, bool left)
    {
        int length = plan.Lengths[^1], step = (left ? plan.StridesA : plan.StridesB)[^1];
        for (var line = first; line < first + lines; line++, to += length)
        {
            var (startA, startB) = ZipLoop<V, Op>.StartOf(plan, line);
            var from = left ? a + startA : b + startB;
            for (var i = 0; i < length; i++) to[i] = from[i * step];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Values(Op op, float* a, float* b, float* y, int count)
    {
        nint i = 0;
        for (; i <= count - V.Width; i += V.Width) V.Store(op.Value(V.Load(a + i), V.Load(b + i)), y + i);
        if (i == count) return;
        var rest = (int)(count - i);
        Part.Store(op.Value(Part.Load(a + i, rest, V.Of(a[i])), Part.Load(b + i, rest, V.Of(b[i]))), y + i, rest);
    }
}
