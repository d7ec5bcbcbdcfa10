using Engine.Models;

namespace Engine.Tests.Models.Autoencoders.LinearVaes;

/// <summary>The closed form by its formulas, against MNIST's exact figures, and as the least of all stationary points.</summary>
public sealed class LinearVaeSpectrumTests
{
    /// <summary>Seven features, of which three have no variance of their own here.</summary>
    private static readonly LinearVaeSpectrum small = new([4, 2.5, 1, 0.3], 0.2, 7);

    private static readonly Lazy<LinearVaeSpectrum> digits = new(() => LinearVaeSpectrum.Of(Pca.Fit(Engine.Mnist.Load().Train.Images(), 200)));

    /// <summary>|x − x̃|² + KL, the lecture's loss, is σ² = ½.</summary>
    [Theory]
    [InlineData(200, 0.5, 23, 38.87085, 1e-5)]
    [InlineData(2, 0.5, 2, 47.03605, 1e-5)]
    [InlineData(10, 0.5, 10, 39.70180, 1e-5)]
    [InlineData(20, 0.5, 20, 38.87533, 1e-5)]
    [InlineData(200, 2, 6, 12.6235, 1e-4)]
    [InlineData(200, 1, 12, 22.73842, 1e-5)]
    [InlineData(200, 0.25, 39, 63.3197, 1e-4)]
    [InlineData(200, 0.1, 69, 113.32940, 1e-5)]
    [InlineData(200, 0.02, 168, 277.09766, 1e-5)]
    public void Of_digits(int latent, double noiseVariance, int active, double loss, double tolerance)
    {
        var optimum = digits.Value.Optimum(latent, noiseVariance);
        Assert.Equal(active, optimum.Active);
        Assert.Equal(loss, optimum.Loss, tolerance);
    }

    [Fact]
    public void Of_digits_with_the_best_noise_it_is_probabilistic_PCA()
    {
        var optimum = digits.Value.OptimumWithNoise(20);
        Assert.Equal(20, optimum.Active);
        Assert.Equal(0.02459713, optimum.NoiseVariance, 1e-8);
        Assert.Equal(-299.7584, optimum.NegativeElbo, 1e-4);
    }

    [Fact]
    public void Its_terms_are_those_of_the_papers()
    {
        var point = small.Optimum(3, 0.5, beta: 1.2);           // the level is 0.6
        Assert.Equal([0, 1, 2], point.Directions);
        double[] rates = [0.5 * Math.Log(4 / 0.6), 0.5 * Math.Log(2.5 / 0.6), 0.5 * Math.Log(1 / 0.6), 0];
        Assert.Equal(rates, point.Rates, (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal([0.6, 0.6, 0.6, 0.3], point.Distortions);
        Assert.Equal(3 * 0.6 + 0.3 + 0.2, point.Distortion, 1e-14);
        Assert.Equal(rates.Sum(), point.MutualInformation, 1e-14);
        // ½Σ(1 + ln λ/βσ²) over the active and ½Σ λ/βσ² over the others, all times β.
        Assert.Equal(1.2 * (1.5 + rates.Sum() + 0.5 * (0.3 + 0.2) / 0.6), point.Loss, 1e-14);
        Assert.Equal(point.Loss + 3.5 * Math.Log(2 * Math.PI * 0.5), point.NegativeElbo, 1e-13);
    }

    [Theory, InlineData(1), InlineData(0.5), InlineData(4)]
    public void A_dimension_collapses_where_its_variance_is_beta_times_that_of_the_noise(double beta)
    {
        foreach (var (i, variance) in small.Variances.Index())
        {
            Assert.Equal(i + 1, small.Optimum(4, variance / beta * (1 - 1e-12), beta).Active);
            Assert.Equal(i, small.Optimum(4, variance / beta * (1 + 1e-12), beta).Active);
        }
    }

    /// <summary>Shannon's function is convex and falls; its slope is what a nat is worth: dR/dD = −1/2βσ².</summary>
    [Fact]
    public void The_curve_s_slope_is_the_price_of_a_nat()
    {
        double[] noises = [.. Enumerable.Range(1, 300).Select(k => 0.01 * k)];
        var curve = small.RateDistortion(4, noises, beta: 1.5);
        for (var k = 1; k < curve.Count; k++)
        {
            Assert.True(curve[k].Distortion > curve[k - 1].Distortion || curve[k].Active == 0);
            Assert.True(curve[k].Rate <= curve[k - 1].Rate);
            if (curve[k].Active == 0 || curve[k].Active < curve[k - 1].Active) continue;
            var slope = (curve[k].Rate - curve[k - 1].Rate) / (curve[k].Distortion - curve[k - 1].Distortion);
            Assert.InRange(slope, -1 / (2 * curve[k - 1].Level), -1 / (2 * curve[k].Level));
        }
    }

    [Theory, InlineData(1, 1), InlineData(3, 1), InlineData(4, 1), InlineData(4, 2), InlineData(4, 0.3), InlineData(2, 30)]
    public void The_best_noise_is_better_than_all_others(int latent, double beta)
    {
        var best = small.OptimumWithNoise(latent, beta);
        for (var factor = 0.01; factor < 100; factor *= 1.01)
            Assert.True(small.Optimum(latent, best.NoiseVariance * factor, beta).NegativeElbo >= best.NegativeElbo - 1e-12, $"σ² = {best.NoiseVariance}·{factor}");
        Assert.True(small.Optimum(latent, best.NoiseVariance * 1.01, beta).NegativeElbo > best.NegativeElbo);
        Assert.True(small.Optimum(latent, best.NoiseVariance * 0.99, beta).NegativeElbo > best.NegativeElbo);
        if (beta == 1) Assert.Equal((small.Variances.Skip(latent).Sum() + 0.2) / (7 - latent), best.NoiseVariance, 1e-14);
    }

    [Fact]
    public void Of_all_stationary_points_the_optimum_alone_is_no_saddle()
    {
        var points = small.StationaryPoints(2, 0.5).ToArray();
        Assert.Equal(["", "0", "0 1", "0 2", "1", "1 2", "2"], points.Select(point => string.Join(' ', point.Directions)).Order(StringComparer.Ordinal));
        var best = small.Optimum(2, 0.5);
        Assert.Equal(best.Loss, points.Min(point => point.Loss));
        var optimum = Assert.Single(points, point => point.IsOptimum);
        Assert.Equal([0, 1], optimum.Directions);
        Assert.All(points.Where(point => point != optimum), point => Assert.True(point.Loss > best.Loss));
        Assert.Equal(8, small.StationaryPoints(4, 0.5).Count());        // with z wide enough, every subset of three
        Assert.Single(small.StationaryPoints(4, 0.5), point => point.IsOptimum);
    }

    [Fact]
    public void Errors_name_what_does_not_fit()
    {
        static void Names<E>(Func<object> call, params string[] parts) where E : Exception
        {
            var message = Assert.ThrowsAny<E>(call).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
        Names<ArgumentException>(() => new LinearVaeSpectrum([1, 2], 0, 5), "Variance 1 is 2", "falling");
        Names<ArgumentException>(() => new LinearVaeSpectrum([1, double.NaN], 0, 5), "NaN");
        Names<ArgumentException>(() => new LinearVaeSpectrum([2, 1], 0, 1), "2 variances", "1 to 1");
        Names<ArgumentOutOfRangeException>(() => new LinearVaeSpectrum([2, 1], -1, 3), "rest", "-1");
        Names<ArgumentOutOfRangeException>(() => small.Optimum(5, 1), "latent is 5", "1 to 4");
        Names<ArgumentOutOfRangeException>(() => small.Optimum(2, 0), "noiseVariance", "not 0");
        Names<ArgumentOutOfRangeException>(() => small.Optimum(2, 1, -1), "beta", "not -1");
        Names<ArgumentException>(() => small.StationaryPoint(2, [0, 0], 1), "0, 0", "at most 2");
        Names<ArgumentException>(() => small.StationaryPoint(2, [7], 1), "no direction 7", "0 to 3");
        Names<ArgumentException>(() => small.StationaryPoint(2, [2], 1), "Direction 2 has variance 1", "β·σ² = 1");
        Names<ArgumentException>(() => new LinearVaeSpectrum(Enumerable.Repeat(2.0, 21), 0, 21).StationaryPoints(2, 1), "21 directions", "20");
        Names<ArgumentException>(() => new LinearVaeSpectrum([4, 1, 0], 0, 5).OptimumWithNoise(3), "plane of 3 directions");
    }
}
