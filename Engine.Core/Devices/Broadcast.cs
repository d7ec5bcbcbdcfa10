namespace Engine;

/// <summary>How two tensors are walked to make one by NumPy's broadcasting: axes with their strides, neighbours merged.</summary>
/// <remarks>A stride of 0 repeats. Merging makes the common cases one or two axes: equal shapes, a scalar, a row, a column.</remarks>
public sealed class Broadcast
{
    private Broadcast(int[] lengths, int[] stridesA, int[] stridesB) => (Lengths, StridesA, StridesB) = (lengths, stridesA, stridesB);

    /// <summary>Length of each merged axis, outermost first; at least one axis.</summary>
    public int[] Lengths { get; }

    /// <summary>Elements between neighbours of the first operand along each axis.</summary>
    public int[] StridesA { get; }

    /// <summary>Elements between neighbours of the second operand along each axis.</summary>
    public int[] StridesB { get; }

    /// <summary>Elements of the result.</summary>
    public int Elements
    {
        get
        {
            var elements = 1;
            foreach (var length in Lengths) elements *= length;
            return elements;
        }
    }

    /// <summary>Plans the walk of <paramref name="a"/> and <paramref name="b"/>, both of which broadcast to <paramref name="result"/>.</summary>
    public static Broadcast Plan(Shape a, Shape b, Shape result)
    {
        if (a == b && a == result) return new([result.Elements], [1], [1]);
        List<int> lengths = [], stridesA = [], stridesB = [];
        int strideA = 1, strideB = 1;
        for (var axis = 1; axis <= result.Rank; axis++)
        {
            var (length, m, n) = (result[-axis], axis <= a.Rank ? a[-axis] : 1, axis <= b.Rank ? b[-axis] : 1);
            if (length == 1) continue;
            var (stepA, stepB) = (m == 1 ? 0 : strideA, n == 1 ? 0 : strideB);
            if (lengths.Count > 0 && stepA == stridesA[^1] * lengths[^1] && stepB == stridesB[^1] * lengths[^1])
                lengths[^1] *= length;
            else { lengths.Add(length); stridesA.Add(stepA); stridesB.Add(stepB); }
            strideA *= m;
            strideB *= n;
        }
        if (lengths.Count == 0) return new([1], [1], [1]);
        lengths.Reverse(); stridesA.Reverse(); stridesB.Reverse();
        return new([.. lengths], [.. stridesA], [.. stridesB]);
    }
}
