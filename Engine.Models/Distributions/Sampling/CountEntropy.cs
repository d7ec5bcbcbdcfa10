using Engine.Operations;

namespace Engine.Models;

/// <summary>Entropies of counts, which have no closed form, as sums over the counts that occur.</summary>
internal static class CountEntropy
{
    /// <summary>Beyond so many deviations, and <see cref="Margin"/> counts for the skewed tails of small variances, the terms add up to less than 1e-25.</summary>
    private const double Deviations = 12;

    private const int Margin = 40;

    /// <summary>−Σ pₖ ln pₖ.</summary>
    /// <param name="logProb">ln pₖ for counts [counts, batch...].</param>
    /// <param name="mean">Where the counts are.</param>
    /// <param name="largestVariance">Of any element of the batch.</param>
    /// <param name="last">The largest count.</param>
    public static Tensor Sum(Func<Tensor, Tensor> logProb, Tensor mean, double largestVariance, double last)
    {
        var reach = (int)Math.Min(Math.Ceiling(Deviations * Math.Sqrt(largestVariance)) + Margin, last);
        var offsets = (Tensor.Arange(2 * reach + 1, mean.Device) - reach).Reshape(Shape.Create([2 * reach + 1, .. Enumerable.Repeat(1, mean.Rank)]));
        var counts = mean.StopGradient().Floor() + offsets;
        var inside = counts.Clamp(0, last);
        var terms = logProb(inside).Map<EntropyTerm>();
        return Elementwise.Where(counts.Equal(inside), terms, terms.Like(0)).Sum(0);
    }
}
