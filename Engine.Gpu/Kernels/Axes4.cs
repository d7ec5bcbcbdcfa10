using System.Runtime.CompilerServices;

namespace Engine.Gpu.Kernels;

/// <summary>Four axes along which two operands are walked, as a kernel's argument; those that are missing have length 1. ILGPU has no arrays in structs.</summary>
internal readonly struct Axes4
{
    public const int Count = 4;

    private readonly uint length1, length2, length3;
    private readonly int a0, a1, a2, a3, b0, b1, b2, b3;

    private Axes4((int Length, int A, int B) first, (int Length, int A, int B) second, (int Length, int A, int B) third, (int Length, int A, int B) last)
    {
        (a0, b0) = (first.A, first.B);
        (length1, a1, b1) = ((uint)second.Length, second.A, second.B);
        (length2, a2, b2) = ((uint)third.Length, third.A, third.B);
        (length3, a3, b3) = ((uint)last.Length, last.A, last.B);
    }

    /// <summary>The axes of a broadcast from <paramref name="first"/> on, at most four.</summary>
    public static Axes4 Of(Broadcast plan, int first)
    {
        (int, int, int) Axis(int fromEnd)
        {
            var axis = plan.Lengths.Length - fromEnd;
            return axis < first ? (1, 0, 0) : (plan.Lengths[axis], plan.StridesA[axis], plan.StridesB[axis]);
        }
        return new(Axis(4), Axis(3), Axis(2), Axis(1));
    }

    /// <summary>The last four axes, each with its stride in either operand.</summary>
    public static Axes4 OfLast(IReadOnlyList<(int Length, int A, int B)> axes) => new(Axis(axes, 4), Axis(axes, 3), Axis(axes, 2), Axis(axes, 1));

    /// <summary>Where the walks over the last four axes start: one for each position along the axes before them, which hardly ever exist.</summary>
    public static IReadOnlyList<(int A, int B)> Starts(IReadOnlyList<(int Length, int A, int B)> axes)
    {
        List<(int A, int B)> starts = [(0, 0)];
        foreach (var (length, a, b) in axes.SkipLast(Count))
            starts = [.. starts.SelectMany(_ => Enumerable.Range(0, length), (start, i) => (start.A + i * a, start.B + i * b))];
        return starts;
    }

    private static (int, int, int) Axis(IReadOnlyList<(int Length, int A, int B)> axes, int fromEnd) => fromEnd > axes.Count ? (1, 0, 0) : axes[axes.Count - fromEnd];

    /// <summary>Where the operands of element <paramref name="i"/> of the result stand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int A, int B) At(int i)
    {
        // Unsigned divisions: half the instructions of signed ones.
        var rest = (uint)i;
        var i3 = (int)(rest % length3);
        rest /= length3;
        var i2 = (int)(rest % length2);
        rest /= length2;
        var i1 = (int)(rest % length1);
        var i0 = (int)(rest / length1);
        return (i0 * a0 + i1 * a1 + i2 * a2 + i3 * a3, i0 * b0 + i1 * b1 + i2 * b2 + i3 * b3);
    }
}
