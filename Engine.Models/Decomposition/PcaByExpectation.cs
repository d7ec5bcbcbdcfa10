using System.Numerics.Tensors;

namespace Engine.Models;

/// <summary>
/// Expectation maximisation of <see cref="ProbabilisticPca"/> over what is observed: given the parameters, the means and covariances of all
/// z; given those, a least squares fit of each feature by (z, 1), over the examples that have it. Tipping &amp; Bishop, appendix B; Ilin &amp; Raiko, JMLR 11 (2010), §3.
/// </summary>
internal sealed class PcaByExpectation
{
    private readonly Rows data;
    private readonly int observed;
    private double[] mean;
    private Rows weights;
    private double noiseVariance;

    /// <param name="data">One example a row; NaN marks what is missing.</param>
    /// <param name="latent">Dimensions of z.</param>
    /// <param name="rng">Where W starts.</param>
    /// <exception cref="ArgumentException">A feature or an example is missing altogether.</exception>
    public PcaByExpectation(Rows data, int latent, RandomStream rng)
    {
        this.data = data;
        var (sums, squares, counts) = (new double[data.Length], new double[data.Length], new int[data.Length]);
        for (var i = 0; i < data.Count; i++)
        {
            var seen = 0;
            for (var j = 0; j < data.Length; j++)
            {
                if (double.IsNaN(data[i][j])) continue;
                (sums[j], squares[j], counts[j], seen) = (sums[j] + data[i][j], squares[j] + data[i][j] * data[i][j], counts[j] + 1, seen + 1);
            }
            if (seen == 0) throw new ArgumentException($"Nothing of example {i} is observed: leave it out.", nameof(data));
            observed += seen;
        }
        if (Array.IndexOf(counts, 0) is >= 0 and var missing) throw new ArgumentException($"Feature {missing} is observed in no example: leave it out.", nameof(data));
        mean = [.. sums.Select((sum, j) => sum / counts[j])];
        var variance = Enumerable.Range(0, data.Length).Average(j => Math.Max(0, squares[j] / counts[j] - mean[j] * mean[j]));
        if (variance == 0) throw new ArgumentException("All examples are alike: there is no variance to explain.", nameof(data));
        noiseVariance = variance;
        weights = Rows.Of(rng.Normal([data.Length, latent], Device.Reference) * Math.Sqrt(variance / latent));
    }

    public ProbabilisticPca Model => new(mean, weights, noiseVariance);

    public void Step()
    {
        var latents = new LatentGivenObserved[data.Count];
        Parallel.For(0, data.Count, i => latents[i] = LatentGivenObserved.Of(data[i], mean, weights, noiseVariance));
        var (newMean, newWeights, errors) = (new double[data.Length], new Rows(data.Length, weights.Length), new double[data.Length]);
        Parallel.For(0, data.Length, j => errors[j] = FitFeature(j, latents, newMean, newWeights[j]));
        (mean, weights, noiseVariance) = (newMean, newWeights, errors.Sum() / observed);
    }

    /// <summary>(w, μ) of a feature from the normal equations of E[(xⱼ − wᵀz − μ)²], and what is left of that sum.</summary>
    private double FitFeature(int feature, LatentGivenObserved[] latents, double[] newMean, Span<double> newWeights)
    {
        var size = weights.Length + 1;
        var (normal, right, extended, squares) = (new Rows(size, size), new double[size], new double[size], 0.0);
        for (var i = 0; i < data.Count; i++)
        {
            var x = data[i][feature];
            if (double.IsNaN(x)) continue;
            var (z, covariance) = latents[i];
            z.CopyTo(extended, 0);
            extended[^1] = 1;
            for (var a = 0; a < size; a++) TensorPrimitives.MultiplyAdd(extended, extended[a], normal[a], normal[a]);
            for (var a = 0; a + 1 < size; a++)
            {
                var row = normal[a][..^1];
                TensorPrimitives.Add(row, covariance[a], row);
            }
            TensorPrimitives.MultiplyAdd(extended, x, right, right);
            squares += x * x;
        }
        var inverse = PositiveInverse.Of(normal);
        var explained = 0.0;
        for (var a = 0; a < size; a++)
        {
            var solution = TensorPrimitives.Dot<double>(inverse[a], right);
            explained += solution * right[a];
            if (a + 1 < size) newWeights[a] = solution;
            else newMean[feature] = solution;
        }
        return Math.Max(0, squares - explained);
    }
}
