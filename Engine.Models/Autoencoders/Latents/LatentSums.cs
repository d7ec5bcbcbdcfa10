namespace Engine.Models;

/// <summary>Sums over batches from which the report of a layer is made, in double.</summary>
internal sealed class LatentSums
{
    private double rate;
    private double[]? divergences;
    private double[] means = [], squares = [];

    /// <summary>Adds a batch; where the divergence has no formula, by the sample.</summary>
    public void Add(LatentDraw draw)
    {
        var mean = draw.Posterior.Mean;
        (means, squares) = (Plus(means, mean), Plus(squares, mean.Square()));
        if (draw.OfNumbers)
        {
            divergences = Plus(divergences ?? [], draw.HasFormula ? draw.DivergencePerDimension : draw.SampledDivergencePerDimension);
            rate = divergences.Sum();
        }
        else rate += (draw.HasFormula ? draw.Divergence : draw.SampledDivergence).Sum().Item();
    }

    /// <summary>The report of so many observations.</summary>
    public LatentLayerReport Over(int count) => new(
        rate / count,
        divergences is null ? null : [.. divergences.Select(sum => sum / count)],
        [.. means.Zip(squares, (sum, square) => Math.Max(0, square / count - sum / count * (sum / count)))]);

    private static double[] Plus(double[] sums, Tensor values)
    {
        var more = values.Reshape(-1, values.Shape[-1]).Sum(0).ToDoubles();
        return sums.Length == 0 ? more : [.. sums.Zip(more, (sum, next) => sum + next)];
    }
}
