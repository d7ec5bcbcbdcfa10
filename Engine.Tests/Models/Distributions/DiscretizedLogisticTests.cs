using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>Levels of a logistic variable against differences of its distribution function, and where those underflow.</summary>
public sealed class DiscretizedLogisticTests
{
    [Theory, InlineData(2), InlineData(5), InlineData(256)]
    public void Each_level_has_the_probability_between_its_edges_and_the_outer_ones_take_the_tails(int levels)
    {
        var (location, scale, n) = (0.37, 0.21, levels - 1);
        double Below(double x) => 1 / (1 + Math.Exp((location - x) / scale));
        var d = new DiscretizedLogistic(Tensor.Of(location, Device.Reference), Tensor.Of(scale, Device.Reference), levels);
        foreach (var k in new[] { 0, n / 2, n }.Distinct())
        {
            var expected = (k == n ? 1 : Below((k + 0.5) / n)) - (k == 0 ? 0 : Below((k - 0.5) / n));
            Assert.Equal(expected, d.LogProb(Tensor.Of((double)k / n, Device.Reference)).Exp().Item(), 1e-12);
        }
    }

    /// <summary>PixelCNN++ replaces a probability below 1e-5 by a density. Here, far out, it is e^(−|x − μ|/s)·(e^(h/s) − e^(−h/s)) with half a level h.</summary>
    [Fact]
    public void A_level_whose_probability_underflows_has_a_logarithm_with_a_gradient()
    {
        var (location, scale) = (Tensor.Of(0.1), Tensor.Of(1e-3));
        using var tape = Tape.Record([location, scale]);
        var log = new DiscretizedLogistic(location, scale).LogProb(Tensor.Of(200.0 / 255));
        var (distance, half) = (200.0 / 255 - 0.1, 0.5 / 255);
        var expected = -(distance - half) / 1e-3 + Math.Log(1 - Math.Exp(-2 * half / 1e-3));
        Assert.Equal(expected, log.Item(), 1e-3);
        Assert.Equal(1000, tape.Gradient(log, location).Item(), 0.01);
        Assert.Equal(((distance - half) - 2 * half / (Math.Exp(2 * half / 1e-3) - 1)) / 1e-6, tape.Gradient(log, scale).Item(), 100.0);
    }

    [Fact]
    public void Draws_are_levels_with_the_mean_and_bad_levels_are_refused()
    {
        var d = new DiscretizedLogistic(Tensor.Of(0.9), Tensor.Of(0.1), 11);
        var x = d.Sample(new RandomStream(4), [20_000]);
        DiscretizedLogistic.LevelsOf(11).Check("x", x);
        Assert.Equal(d.Mean.Item(), x.Mean().Item(), 5 * Math.Sqrt(d.Variance.Item() / 20_000));
        Assert.Contains("not 1", Assert.Throws<ArgumentOutOfRangeException>(() => new DiscretizedLogistic(Tensor.Of(0.0), Tensor.Of(1.0), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("multiples of 1/10 from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => d.LogProb(Tensor.Of(0.55))).Message, StringComparison.Ordinal);
    }
}
