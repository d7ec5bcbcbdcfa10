using System.Runtime.CompilerServices;
using Engine.Lanes;

namespace Engine.Devices.Cpu;

/// <summary>y = f(a, b), both broadcast: lines along the last merged axis, where each operand runs along or stands still.</summary>
internal readonly unsafe struct ZipLoop<V, Op>(Op op, float* a, float* b, float* y, Broadcast plan) : IRangeWork
    where V : struct, IVectorLane<V> where Op : struct, IBinaryOp
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int first, int count)
    {
        int length = plan.Lengths[^1], stepA = plan.StridesA[^1], stepB = plan.StridesB[^1];
        var (line, column) = Math.DivRem(first, length);
        float* to = y + first;
        while (count > 0)
        {
            var part = Math.Min(length - column, count);
            var (startA, startB) = StartOf(line++);
            Line(a + startA + (nint)column * stepA, stepA, b + startB + (nint)column * stepB, stepB, to, part);
            to += part;
            count -= part;
            column = 0;
        }
    }

    /// <summary>Where a line of each operand starts: the line's number, read as an odometer over the outer axes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (nint A, nint B) StartOf(int line)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Line(float* left, int stepA, float* right, int stepB, float* to, int count)
    {
        if ((stepA | stepB) == 0)
        {
            Part.Store(op.Value(V.Of(*left), V.Of(*right)), to, 1);
            new Span<float>(to, count).Fill(*to);
            return;
        }
        var whole = count - count % V.Width;
        if (stepB == 0) RightStands(op, left, *right, to, whole);
        else if (stepA == 0) LeftStands(op, *left, right, to, whole);
        else Both(op, left, right, to, whole);

        var rest = count - whole;
        if (rest == 0) return;
        V a = Last(left, whole, stepA, rest), b = Last(right, whole, stepB, rest);
        Part.Store(op.Value(a, b), to + whole, rest);
    }

    /// <summary>An operand's partial vector at the end of a line, filled up with a harmless number of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Last(float* x, int start, int step, int count) =>
        step == 0 ? V.Of(*x) : Part.Load(x + start, count, V.Of(x[start]));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Both(Op op, float* a, float* b, float* y, nint count)
    {
        for (nint i = 0; i < count; i += V.Width) V.Store(op.Value(V.Load(a + i), V.Load(b + i)), y + i);
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
