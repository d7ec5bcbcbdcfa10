using Engine.Lanes;
using Engine.Models;

namespace Engine.Tests.Models;

public sealed class NormalTests
{
    [Fact]
    public void Known_values()
    {
        var d = new Normal(1, 2, Device.Reference);
        Assert.Equal(-1.737085713764618, d.LogProb(Tensor.Of(0, Device.Reference)).Item(), 1e-12);      // −⅛ − ln 2 − ½ ln 2π
        Assert.Equal(2.112085713764618, d.Entropy().Item(), 1e-12);      // ½ + ln 2 + ½ ln 2π
    }

    [Fact]
    public void Far_values_in_float_stay_finite() =>
        Assert.Equal(-5e5 - 0.9189385, new Normal(0, 1).LogProb(Tensor.Of(1000)).Item(), 0.1);

    /// <summary>TFP#474: a scale of 0 gave NaN later.</summary>
    [Theory]
    [InlineData(0), InlineData(-1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void A_bad_scale_is_refused_at_once(double scale)
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => new Normal(Tensor.Zeros([3]), Tensor.Of([1, scale, 1])));
        Assert.Equal("scale", thrown.ParamName);
        Assert.StartsWith($"scale of shape [3] holds {scale} at position 1; expected finite numbers > 0", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Normal(0, scale));
    }

    [Fact]
    public void A_bad_mean_or_value_is_refused_and_unmatched_shapes_are()
    {
        Assert.StartsWith("mean must be finite, not NaN", Assert.Throws<ArgumentOutOfRangeException>(() => new Normal(double.NaN, 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("value of shape []", Assert.Throws<ArgumentOutOfRangeException>(() => new Normal(0, 1).LogProb(Tensor.Of(double.PositiveInfinity))).Message, StringComparison.Ordinal);
        Assert.Contains("[2] and [3]", Assert.Throws<ArgumentException>(() => new Normal(Tensor.Zeros([2]), Tensor.Ones([3]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unvalidated_it_reads_nothing_back_and_gives_what_the_formula_gives()
    {
        var d = new Normal(Tensor.Zeros([2]), Tensor.Of([1.0, 0]), validate: false);
        Assert.False(d.Validates);
        Assert.True(double.IsNaN(d.LogProb(Tensor.Zeros([2]))[1]));
    }

    [Fact]
    public void Samples_are_normal()
    {
        var x = new Normal(-3, 0.5).Sample(new RandomStream(51), [100_000]).ToDoubles();
        Statistics.AssertDistribution(x, value => 0.5 * F64.Erfc(new F64((-3 - value) / 0.5 / Math.Sqrt(2))).Value);
    }

    /// <summary>Over the last axes it is one pass, and numbers that share a scale have one normalizer: which must be counted as often as it is shared.</summary>
    [Fact]
    public void A_log_density_over_axes_is_the_sum_of_those_of_the_numbers()
    {
        var x = Tensor.Randn([2, 3, 4], 1, Device.Reference);
        foreach (Shape shape in new Shape[] { [], [4], [1], [3, 4], [3, 1], [2, 3, 4], [2, 1, 1] })
            foreach (var scale in new[] { Tensor.Rand(shape, 2, Device.Reference) + 0.5, Tensor.Of(0.7, Device.Reference) })
                foreach (var axes in new Axes[] { -1, 1, 0, [-2, -1], [0, 2], Axes.All })
                {
                    var normal = new Normal(Tensor.Randn(shape, 3, Device.Reference), scale);
                    var (expected, given) = (normal.LogProb(x).Sum(axes), normal.LogProb(x, axes));
                    Assert.Equal(expected.Shape, given.Shape);
                    Assert.Equal(expected.ToDoubles(), given.ToDoubles(), (a, b) => Math.Abs(a - b) < 1e-12);
                }
    }
}
