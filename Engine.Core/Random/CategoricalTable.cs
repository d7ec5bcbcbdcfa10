namespace Engine;

/// <summary>Running sums of weights, row by row, for drawing classes by inversion.</summary>
internal sealed class CategoricalTable
{
    private readonly double[] sums;
    private readonly int classes;

    /// <param name="weights">Shape [..., classes].</param>
    /// <exception cref="ArgumentException">There are no classes, a weight is negative, infinite or NaN, or a row has only zeros.</exception>
    public CategoricalTable(Tensor weights)
    {
        if (weights.Rank == 0 || weights.Shape[-1] == 0)
            throw new ArgumentException($"weights has shape {weights.Shape}; expected [..., classes] with at least one class.", nameof(weights));
        sums = weights.ToDoubles();
        classes = weights.Shape[-1];
        Rows = sums.Length / classes;
        for (var row = 0; row < Rows; row++) Accumulate(weights, row);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The first class whose running sum is above u·total. A class of weight 0 repeats the sum before it, so it is never the first.</summary>
    /// <param name="row">Which row.</param>
    /// <param name="u">A number in [0, 1).</param>
    public int Class(int row, double u)
    {
        var row0 = row * classes;
        var total = sums[row0 + classes - 1];
        var target = Math.Min(u * total, Math.BitDecrement(total));     // the product may round up to the total
        var (low, high) = (0, classes - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sums[row0 + middle] > target) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private void Accumulate(Tensor weights, int row)
    {
        var sum = 0.0;
        for (var i = row * classes; i < (row + 1) * classes; i++)
        {
            if (!(sums[i] >= 0 && double.IsFinite(sums[i])))
                throw new ArgumentOutOfRangeException(nameof(weights), sums[i], $"weights of shape {weights.Shape} holds {sums[i]} at position {i}; expected finite numbers ≥ 0.");
            sums[i] = sum += sums[i];
        }
        if (!(sum > 0 && double.IsFinite(sum)))
            throw new ArgumentException($"weights of shape {weights.Shape} adds up to {sum} in row {row}; expected a positive, finite sum.", nameof(weights));
    }
}
