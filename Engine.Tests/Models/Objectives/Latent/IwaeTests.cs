using Engine.Models;

namespace Engine.Tests.Models.Objectives.Latent;

/// <summary>x = z + N(0, s²) with z ~ N(0, 1), where all is known: p(x) = N(0, 1 + s²), p(z|x) = N(x/(1 + s²), s²/(1 + s²)).</summary>
public sealed class IwaeTests
{
    private const double S = 0.7;
    private static readonly Device exact = Device.Reference;
    private readonly Tensor x = Tensor.Of([[1.3], [-0.4]], exact);

    private double LogEvidence => new Normal(0, Math.Sqrt(1 + S * S), exact).LogProb(x).Mean().Item();

    [Theory, InlineData(1), InlineData(5), InlineData(50)]
    public void With_the_exact_posterior_every_k_gives_the_evidence_without_noise(int k)
    {
        var model = new TestModel(new Normal(x / (1 + S * S), Math.Sqrt(S * S / (1 + S * S))), z => new Normal(z, S));
        var bound = new Iwae(k).Bound(model, x, new RandomStream(1));
        Assert.Equal([2], bound.Shape);
        Assert.Equal(LogEvidence, bound.Mean().Item(), 1e-12);
    }

    [Fact]
    public void The_bound_rises_with_k_to_the_evidence()
    {
        var model = new TestModel(new Normal(x * 0.2, 0.9), z => new Normal(z, S));
        double Mean(LatentObjective objective) => Enumerable.Range(0, 4000).Average(i => objective.Bound(model, x, new RandomStream((ulong)i)).Mean().Item());
        var (elbo, one, five, fifty) = (Mean(new LatentElbo()), Mean(new Iwae(1)), Mean(new Iwae(5)), Mean(new Iwae(50)));
        Assert.Equal(elbo, one, 0.05);
        Assert.True(one < five - 0.05 && five < fifty - 0.005, $"{one} {five} {fifty}");
        Assert.InRange(fifty, LogEvidence - 0.03, LogEvidence + 0.005);
    }

    /// <summary>Samples hundreds of nats apart: those that the sum cannot hold send nothing back, and none a number that is too small for normal arithmetic.</summary>
    [Fact]
    public void Samples_that_are_lost_in_the_sum_have_no_gradient()
    {
        foreach (var device in new[] { Device.Reference, Device.Cpu })
        {
            Tensor? drawn = null;
            using var tape = Tape.Record();
            var mean = (x * 0.2).To(device);
            tape.Watch(mean);
            var model = new TestModel(new Normal(mean, 0.9), z => new Normal(drawn = z, 0.05));
            var pass = model.Pass(x.To(device), new RandomStream(1), [200]);
            var (expected, bySamples) = (pass.LogWeights.LogSumExp(0) - Math.Log(200), drawn!);
            var whole = tape.Gradient(expected.Sum(), [mean, bySamples]);

            var bound = new Iwae(200).Bound(model, x.To(device), new RandomStream(1));
            var gradients = tape.Gradient(bound.Sum(), [mean, drawn!]);
            Assert.Equal(expected.ToDoubles(), bound.ToDoubles());
            Assert.True(gradients[mean].AllClose(whole[mean], 4 * device.Epsilon, 4 * device.Epsilon));
            var (kept, all) = (gradients[drawn!].ToDoubles(), whole[bySamples].ToDoubles());
            Assert.Contains(0, kept);
            Assert.All(kept.Zip(all), pair => Assert.Equal(pair.Second, pair.First, 1e-22));
            Assert.DoesNotContain(kept, g => g != 0 && Math.Abs(g) < 1e-30);
            Assert.Contains(all, g => g != 0 && Math.Abs(g) < 1e-37);
        }
    }

    [Fact]
    public void A_number_of_samples_below_one_is_refused() =>
        Assert.Contains("not 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Iwae(0)).Message, StringComparison.Ordinal);
}
