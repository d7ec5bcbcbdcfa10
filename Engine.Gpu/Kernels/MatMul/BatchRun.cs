namespace Engine.Gpu.Kernels;

/// <summary>Products of a batch whose operands start at regular distances, so that one launch computes them all: product
/// o·Inner + i starts at FirstA + o·OuterA + i·InnerA. Any two broadcast axes are such a run.</summary>
internal readonly record struct BatchRun(int First, int Count, int Inner, int FirstA, int InnerA, int OuterA, int FirstB, int InnerB, int OuterB)
{
    /// <summary>The longest run from a product on, of at most <paramref name="most"/>: first along one distance, then that stretch again and again.</summary>
    public static BatchRun From(in MatMulPlan plan, int first, int most)
    {
        ReadOnlySpan<int> a = plan.OffsetsA.AsSpan(first, most), b = plan.OffsetsB.AsSpan(first, most);
        var (innerA, innerB) = most > 1 ? (a[1] - a[0], b[1] - b[0]) : (0, 0);
        var inner = 1;
        while (inner < most && a[inner] == a[0] + inner * innerA && b[inner] == b[0] + inner * innerB) inner++;
        var (outerA, outerB) = inner < most ? (a[inner] - a[0], b[inner] - b[0]) : (0, 0);
        var count = inner;
        while (count < most && Follows(a, count, inner, innerA, outerA) && Follows(b, count, inner, innerB, outerB)) count++;
        // A stretch that only begins again is left to the next run, where it is whole.
        if (count < most) count -= count % inner;
        return new(first, count, inner, a[0], innerA, outerA, b[0], innerB, outerB);
    }

    private static bool Follows(ReadOnlySpan<int> offsets, int at, int inner, int step, int outer) =>
        offsets[at] == offsets[0] + at / inner * outer + at % inner * step;
}
