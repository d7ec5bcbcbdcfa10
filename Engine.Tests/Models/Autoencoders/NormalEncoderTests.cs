using Engine.Models;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>Posteriors of three kinds: batch 5, features 7, hidden 4, latent 3; and trained where the exact one is known.</summary>
public sealed class NormalEncoderTests
{
    private static readonly Device exact = Device.Reference;

    private static readonly Dictionary<string, Func<Layer, int, int, NormalEncoder>> kinds = new()
    {
        ["diagonal"] = (body, hidden, latent) => new GaussianEncoder(body, hidden, latent),
        ["rank one"] = (body, hidden, latent) => new RankOneGaussianEncoder(body, hidden, latent),
        ["full"] = (body, hidden, latent) => new FullGaussianEncoder(body, hidden, latent),
    };

    public static TheoryData<string> Kinds => [.. kinds.Keys];

    private static Vae Small(string kind, LatentObjective? objective = null)
    {
        var vae = new Vae(kinds[kind](new Sequential(new Linear(7, 4), new Softplus()), 4, 3), new BernoulliDecoder(3, 4, 7)) { Objective = objective ?? new LatentElbo() }.To(exact);
        vae.Initialize(new RandomStream(1));
        return vae;
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_gradient_of_the_loss_is_right_for_fixed_noise(string kind)
    {
        var vae = Small(kind, new LatentElbo { Divergence = LatentDivergence.MonteCarlo, Samples = 2 });
        var images = Tensor.Rand([5, 7], 1, exact);
        foreach (var model in new[] { vae, Small(kind) })
            FiniteDifferences.Verify(() => model.Loss(new Batch(images, Tensor.Zeros([0], exact)), new RandomStream(4)), [.. model.Parameters]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Both_divergences_agree_on_average(string kind)
    {
        var vae = Small(kind);
        var pass = vae.Pass(Tensor.Rand([5, 7], 1, exact), new RandomStream(2), [4000]);
        var sampled = pass.Draws[0].SampledDivergence.Mean(0).ToDoubles();
        Assert.Equal(pass.Draws[0].Divergence.ToDoubles(), sampled, (a, b) => Math.Abs(a - b) < 0.12);
        Assert.Equal([5], pass.Draws[0].Divergence.Shape);
    }

    [Fact]
    public void A_full_covariance_starts_as_a_diagonal_one()
    {
        var encoder = new FullGaussianEncoder(7, 4, 3).To(exact);
        encoder.Initialize(new RandomStream(1));
        var posterior = (MultivariateNormal)encoder.Encode(Tensor.Rand([5, 7], 1, exact));
        var covariance = posterior.Covariance;
        for (var i = 0; i < 5; i++)
            for (var j = 0; j < 3; j++)
                for (var k = 0; k < 3; k++)
                    Assert.Equal(j == k, covariance[i, j, k] != 0);
    }

    [Fact]
    public void A_single_number_has_no_full_covariance() =>
        Assert.Contains("GaussianEncoder", Assert.Throws<ArgumentOutOfRangeException>(() => new FullGaussianEncoder(7, 4, 1)).Message, StringComparison.Ordinal);

    /// <summary>x = Wz + noise with a W that makes the latent variables depend on one another once x is known. Linear heads can be exact.</summary>
    [Fact]
    public void On_a_correlated_posterior_full_is_exact_and_rank_one_is_between_it_and_diagonal()
    {
        var truth = new LinearGaussian(Tensor.Of([[1, 0.9, -0.2], [0.2, 0.5, 1], [0.7, 0.6, 0.4], [1.1, 0.9, 0.1]], exact), 0.5);
        var x = truth.Evidence.Sample(new RandomStream(1), [24]);
        var evidence = truth.Evidence.LogProb(x).Mean().Item();
        var gaps = kinds.Keys.Select(kind =>
        {
            var vae = Train(truth, x, kind);
            if (kind == "full") AssertExact(truth, x, (MultivariateNormal)vae.Encoder.Encode(x));
            return evidence - Enumerable.Range(0, 20).Average(i => new LatentElbo { Samples = 10 }.Bound(vae, x, new RandomStream((ulong)i)).Mean().Item());
        }).ToArray();
        Assert.InRange(gaps[2], -0.02, 0.02);
        Assert.True(gaps[1] > gaps[2] + 0.03 && gaps[0] > gaps[1] + 0.1, string.Join(' ', gaps));
    }

    /// <summary>Sticking the landing: the nearer the posterior, the less noise.</summary>
    private static Vae Train(LinearGaussian truth, Tensor x, string kind)
    {
        var vae = new Vae(kinds[kind](new Lambda(x => x), 4, 3), truth.Clone()) { Objective = new Iwae(1) { Estimator = IwaeEstimator.StickingTheLanding } }.To(exact);
        vae.Initialize(new RandomStream(2));
        var (adam, noise, batch) = (new Adam(), new RandomStream(3), new Batch(x, Tensor.Zeros([0], exact)));
        var schedule = new ExponentialSchedule(0.06, 0.998);
        for (var step = 0; step < 1500; step++)
        {
            adam.LearningRate = schedule.At(step);
            using var tape = Tape.Record(vae.Parameters);
            adam.Step(tape.Gradient(vae.Loss(batch, noise)));
        }
        return vae;
    }

    private static void AssertExact(LinearGaussian truth, Tensor x, MultivariateNormal given)
    {
        void Near(Tensor expected, Tensor actual)
        {
            var scale = expected.ToDoubles().Max(Math.Abs);
            foreach (var (e, a) in expected.ToDoubles().Zip(actual.ToDoubles())) Assert.InRange(a, e - 0.02 * scale, e + 0.02 * scale);
        }
        Near(truth.PosteriorMean(x), given.Mean);
        Near(truth.Covariance.Expand([24, 3, 3]), given.Covariance);
    }
}
