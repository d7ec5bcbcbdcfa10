using Engine.Models;

namespace Engine.Tests.Models.Objectives.Latent;

/// <summary>Batch 5, latent 4, features 3; the divergence of N(m, 1) from N(0, 1) is m²/2.</summary>
public sealed class FreeBitsTests
{
    private static readonly Device exact = Device.Reference;
    private static readonly double[] each = [0.1, 1.2, 0.3, 2.0];      // the divergence of each variable
    private readonly Tensor x = Tensor.Zeros([5, 3], exact);

    private static Tensor Means() => Tensor.Of([.. each.Select(nats => Math.Sqrt(2 * nats))], exact).Expand([5, 4]);

    /// <summary>What the bound charges: the decoder does not look at z.</summary>
    private double Charged(FreeBits? free, Distribution? posterior = null)
    {
        var model = new TestModel(posterior ?? new Normal(Means(), 1), _ => new Normal(x, 1));
        double Bound(LatentElbo objective) => objective.Bound(model, x, new RandomStream(1)).Mean().Item();
        return Bound(new LatentElbo { Beta = new ConstantSchedule(0) }) - Bound(new LatentElbo { FreeBits = free });
    }

    [Fact]
    public void Each_group_costs_its_free_bits_at_least()
    {
        Assert.Equal(3.6, Charged(null), 1e-12);
        Assert.Equal(3.6, Charged(new FreeBits(0)), 1e-12);
        Assert.Equal(0.5 + 1.2 + 0.5 + 2.0, Charged(new FreeBits(0.5)), 1e-12);
        Assert.Equal(1.5 + 2.3, Charged(new FreeBits(1.5, groupSize: 2)), 1e-12);
        Assert.Equal(3.6, Charged(new FreeBits(3, groupSize: 4)), 1e-12);
        Assert.Equal(5, Charged(new FreeBits(5, groupSize: null)), 1e-12);
    }

    /// <summary>The average is taken before the maximum: rows of 0 and 2 nats are 1 nat, not max(1, 0) + max(1, 2) halved.</summary>
    [Fact]
    public void The_divergence_is_averaged_over_the_batch_first()
    {
        var means = Tensor.Of([[0], [2.0], [0], [2.0]], exact);
        var zeros = Tensor.Zeros([4, 3], exact);
        var model = new TestModel(new Normal(means, 1), _ => new Normal(zeros, 1));
        double Bound(LatentElbo objective) => objective.Bound(model, zeros, new RandomStream(1)).Mean().Item();
        Assert.Equal(Bound(new LatentElbo()), Bound(new LatentElbo { FreeBits = new(0.9) }), 1e-12);
    }

    [Fact]
    public void What_is_free_has_no_gradient()
    {
        var means = Means().Clone();
        using var tape = Tape.Record([means]);
        var model = new TestModel(new Normal(means, 1, validate: false), _ => new Normal(x, 1));
        var gradient = tape.Gradient(new LatentElbo { FreeBits = new(0.5) }.Bound(model, x, new RandomStream(1)).Mean())[means];
        for (var i = 0; i < 4; i++) Assert.Equal(each[i] > 0.5 ? -means[0, i] / 5 : 0, gradient[2, i], 1e-12);
    }

    [Fact]
    public void Variables_that_depend_on_one_another_have_free_bits_together()
    {
        var vectors = MultivariateNormal.FromScaleTril(Means(), Tensor.Eye(4, exact));
        Assert.Equal(5, Charged(new FreeBits(5, groupSize: null), vectors), 1e-12);
        Assert.Contains("depend on one another", Assert.Throws<NotSupportedException>(() => Charged(new FreeBits(0.5), vectors)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Assert.Contains("groups of 3", Assert.Throws<ArgumentException>(() => Charged(new FreeBits(0.5, groupSize: 3))).Message, StringComparison.Ordinal);
        Assert.Contains("not -1", Assert.Throws<ArgumentOutOfRangeException>(() => new FreeBits(-1)).Message, StringComparison.Ordinal);
        Assert.Contains("not 0", Assert.Throws<ArgumentOutOfRangeException>(() => new FreeBits(1, 0)).Message, StringComparison.Ordinal);
    }
}
