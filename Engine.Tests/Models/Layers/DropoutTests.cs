using Engine.Models;

namespace Engine.Tests.Models.Layers;

/// <summary>Fault 68: dropout alive in evaluation, or dead for ever after one evaluation.</summary>
public class DropoutTests
{
    [Fact]
    public void It_drops_with_noise_only_whatever_came_before()
    {
        var layer = new Dropout(0.5);
        var x = Tensor.Ones([40, 25]);
        for (var round = 0; round < 3; round++)
        {
            Assert.Contains(0f, layer.Forward(x, new RandomStream(1)).ToArray());
            using var tape = Tape.Record([x]);
            var y = layer.Forward(x);
            Assert.True(y.SameAs(x));
            Assert.True(tape.Gradient(y.Sum(), x).SameAs(x));
        }
    }

    [Fact]
    public void The_mean_stays_and_the_share_of_zeros_is_p()
    {
        const double p = 0.3;
        const int count = 1 << 20;
        var values = new Dropout(p).Forward(Tensor.Ones([count]), new RandomStream(2)).ToArray();
        var zeros = values.Count(value => value == 0);
        Assert.InRange(zeros, count * p - 5 * Math.Sqrt(count * p * (1 - p)), count * p + 5 * Math.Sqrt(count * p * (1 - p)));
        Assert.All(values.Distinct(), value => Assert.True(value == 0 || Math.Abs(value - 1 / (1 - p)) < 1e-6));
    }

    [Fact]
    public void The_gradient_has_the_mask_of_the_forward_pass()
    {
        var x = Tensor.Ones([64]);
        using var tape = Tape.Record([x]);
        var y = new Dropout(0.5).Forward(x, new RandomStream(3));
        Assert.True(tape.Gradient(y.Sum(), x).SameAs(y));
    }

    [Fact]
    public void P_1_gives_0_and_p_0_everything()
    {
        var x = Tensor.Of([0.0, 1, -2, double.PositiveInfinity]);
        using var tape = Tape.Record([x]);
        var none = new Dropout(1).Forward(x, new RandomStream(4));
        Assert.All(none.ToArray(), value => Assert.Equal(0, value));
        Assert.All(tape.Gradient(none.Sum(), x).ToArray(), value => Assert.Equal(0, value));
        Assert.True(new Dropout(0).Forward(x, new RandomStream(4)).SameAs(x));
    }

    [Fact]
    public void Two_steps_drop_different_elements_and_a_saved_stream_repeats_them()
    {
        var (layer, x, noise) = (new Dropout(0.5), Tensor.Ones([64]), new RandomStream(5));
        var (first, second) = (layer.Forward(x, noise), layer.Forward(x, noise));
        Assert.False(first.SameAs(second));
        Assert.True(first.SameAs(layer.Forward(x, new RandomStream(5))));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_is_refused(double p) => Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(p));
}
