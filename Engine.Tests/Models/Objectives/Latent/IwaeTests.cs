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

    [Fact]
    public void A_number_of_samples_below_one_is_refused() =>
        Assert.Contains("not 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Iwae(0)).Message, StringComparison.Ordinal);
}
