namespace Engine.Models;

/// <summary>
/// t-SNE: points of many dimensions in the plane, such that neighbours stay neighbours; distances between clusters mean little. By
/// Barnes and Hut's tree, n·log n a step. van der Maaten &amp; Hinton, JMLR 9 (2008); van der Maaten, JMLR 15 (2014).
/// </summary>
/// <remarks>
/// In double precision on the host, the same for any number of threads. It starts at the principal components, which keeps the large
/// picture, and steps at n/exaggeration: Kobak &amp; Berens, Nature Communications 10 (2019); Belkina et al., there too.
/// </remarks>
public sealed class Tsne
{
    private const double Start = 1e-4, Blur = 1e-6, LeastRate = 50;

    /// <summary>About how many neighbours a point has; a third of the other points at most.</summary>
    public double Perplexity { get; init; } = 30;

    /// <summary>How coarse far points are taken: a box counts as one point if it is narrower than this times its distance. 0 (exact) to 0.7.</summary>
    public double Theta { get; init; } = 0.5;

    /// <summary>Steps in all.</summary>
    public int Iterations { get; init; } = 750;

    /// <summary>Steps at first in which neighbours attract more, so that clusters find together.</summary>
    public int ExaggeratedIterations { get; init; } = 250;

    /// <summary>How much more.</summary>
    public double Exaggeration { get; init; } = 12;

    /// <summary>The places of points in the plane.</summary>
    /// <param name="data">[points, features], on any device.</param>
    /// <param name="rng">A little noise on the start, so that no two points lie in one place.</param>
    /// <returns>[points, 2] in double precision, of mean 0.</returns>
    /// <exception cref="ArgumentException">The data are not a matrix, hold NaN or ∞, are all alike, or are too few for the perplexity.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting cannot be right.</exception>
    public Tensor Embed(Tensor data, RandomStream rng)
    {
        CheckSettings();
        if (data.Rank != 2 || data.Elements == 0) throw new ArgumentException($"data has shape {data.Shape}; expected [points, features].", nameof(data));
        var count = data.Shape[0];
        if (3 * Perplexity > count - 1) throw new ArgumentException($"{count} points are too few for perplexity {Perplexity}: each looks at 3 times as many neighbours. Take at most {(count - 1) / 3}.", nameof(data));
        var (x, y) = Begin(data, rng);
        var gradient = new TsneGradient(Affinities.Of(Rows.Of(data), Perplexity), Theta);
        var rate = Math.Max(LeastRate, count / Exaggeration);
        for (var step = 0; step < Iterations; step++)
        {
            var early = step < ExaggeratedIterations;
            gradient.At(x.Values, y.Values, early ? Exaggeration : 1, x.Gradient, y.Gradient);
            x.Step(rate, early ? 0.5 : 0.8);
            y.Step(rate, early ? 0.5 : 0.8);
        }
        return Tensor.From([.. x.Values.Zip(y.Values).SelectMany(point => (double[])[point.First, point.Second])], [count, 2], Device.Reference);
    }

    /// <summary>The first two principal components, so small that all points attract each other.</summary>
    private static (TsneCoordinate X, TsneCoordinate Y) Begin(Tensor data, RandomStream rng)
    {
        using var scope = new Scope();
        var pca = Pca.Fit(data, Math.Min(2, Math.Min(data.Shape[0], data.Shape[1])));
        var codes = Rows.Of(pca.Transform(data.To(Device.Reference)) * (Start / Math.Sqrt(pca.ExplainedVariance.ToDoubles()[0]))).Transpose();
        var noise = Rows.Of(rng.Normal([2, data.Shape[0]], Device.Reference));
        TsneCoordinate Coordinate(int axis) => new([.. Enumerable.Range(0, data.Shape[0]).Select(i => (axis < codes.Count ? codes[axis][i] : 0) + Blur * noise[axis][i])]);
        return (Coordinate(0), Coordinate(1));
    }

    private void CheckSettings()
    {
        if (!(Perplexity >= 1 && double.IsFinite(Perplexity))) throw new ArgumentOutOfRangeException(nameof(Perplexity), Perplexity, $"Perplexity is {Perplexity}; expected at least 1.");
        if (!(Theta is >= 0 and <= 0.7)) throw new ArgumentOutOfRangeException(nameof(Theta), Theta, $"Theta is {Theta}; expected 0 to 0.7.");
        if (!(Exaggeration >= 1 && double.IsFinite(Exaggeration))) throw new ArgumentOutOfRangeException(nameof(Exaggeration), Exaggeration, $"Exaggeration is {Exaggeration}; expected at least 1.");
        Require.Positive(Iterations, nameof(Iterations));
        Require.NotNegative(ExaggeratedIterations, nameof(ExaggeratedIterations));
    }
}
