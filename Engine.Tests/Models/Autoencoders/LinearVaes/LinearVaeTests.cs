using Engine.Models;
using Engine.Tests.Gpu;

namespace Engine.Tests.Models.Autoencoders.LinearVaes;

/// <summary>The closed form as a model, in double: its posterior is exact, so its bound is the likelihood.</summary>
public sealed class LinearVaeTests
{
    private static readonly Device exact = Device.Reference;

    /// <summary>50 examples of 6 features with well separated variances.</summary>
    private static readonly Tensor data = Tensor.Randn([50, 6], 1, exact) * Tensor.Of([3, 2, 1.4, 1, 0.6, 0.3], exact) + Tensor.Randn([6, 6], 2, exact).Sum(0);

    private static readonly Pca pca = Pca.Fit(data, 6);

    private static Tensor Bound(Vae vae, LatentObjective objective, ulong seed = 0) => objective.Bound(vae, data, new RandomStream(seed));

    /// <summary>A model that nobody has trained, of random numbers.</summary>
    private static Vae Untrained(GaussianNoise noise)
    {
        var vae = LinearVae.Create(6, 3, noise);
        vae.Initialize(new RandomStream(5));
        foreach (var parameter in vae.Parameters) parameter.CopyFrom(parameter + Tensor.Randn(parameter.Shape, 6) * 0.3);
        return vae.To(exact);
    }

    [Theory, InlineData(2, 0.5), InlineData(4, 0.2), InlineData(4, 1.5)]
    public void With_the_exact_posterior_the_bound_of_every_example_is_its_likelihood(int latent, double noiseVariance)
    {
        var vae = LinearVae.Fit(data, latent, noiseVariance);
        var expected = LinearVae.Evidence(vae).LogProb(data);
        Assert.True(Bound(vae, new LinearElbo()).AllClose(expected, rtol: 1e-12, atol: 1e-12));
        // Every sample tells the whole of p(x): the importance weights have no variance.
        Assert.True(vae.Pass(data, new RandomStream(3), [4]).LogWeights.AllClose(expected.Expand([4, 50]), rtol: 1e-11, atol: 1e-11));
        Assert.True(Bound(vae, new Iwae(3)).AllClose(expected, rtol: 1e-11, atol: 1e-11));
        Assert.Equal(LinearVaeSpectrum.Of(pca).Optimum(latent, noiseVariance).NegativeElbo, -expected.Mean().Item(), 1e-11);
    }

    [Fact]
    public void With_learned_noise_it_is_probabilistic_PCA()
    {
        var (vae, ppca) = (LinearVae.FitWithNoise(data, 3), ProbabilisticPca.Fit(data, 3));
        Assert.True(Bound(vae, new LinearElbo()).AllClose(ppca.LogProb(data), rtol: 1e-11, atol: 1e-11));
        Assert.True(vae.Encoder.Encode(data).Mean.AllClose(ppca.Transform(data), rtol: 0, atol: 1e-11));
        Assert.True(vae.Reconstruct(data).AllClose(ppca.InverseTransform(ppca.Transform(data)), rtol: 0, atol: 1e-11));
    }

    [Fact]
    public void Another_posterior_loses_its_divergence_from_the_exact_one()
    {
        var vae = LinearVae.Fit(data, 3, 0.5);
        var truth = (Normal)vae.Encoder.Encode(data);
        ((LinearEncoder)vae.Encoder).LogScale.CopyFrom(((LinearEncoder)vae.Encoder).LogScale + 0.3);
        ((LinearEncoder)vae.Encoder).Mean.Bias!.CopyFrom(((LinearEncoder)vae.Encoder).Mean.Bias! + 0.1);
        var gap = LinearVae.Evidence(vae).LogProb(data) - Bound(vae, new LinearElbo());
        Assert.True(gap.AllClose(Kl.Divergence(vae.Encoder.Encode(data), truth).Sum(-1), rtol: 1e-10, atol: 1e-10));
    }

    [Fact]
    public void The_exact_bound_is_the_mean_of_the_sampled_one()
    {
        foreach (var noise in new[] { GaussianNoise.Fixed(0.7), GaussianNoise.Learned(0.7), GaussianNoise.LearnedPerFeature(6, 0.7) })
        {
            var vae = Untrained(noise);
            var analytic = Bound(vae, new LinearElbo()).Mean().Item();
            double[] sampled = [.. Enumerable.Range(0, 500).Select(seed => Bound(vae, new LatentElbo(), (ulong)seed).Mean().Item())];
            var error = Math.Sqrt(sampled.Average(value => Math.Pow(value - sampled.Average(), 2)) / sampled.Length);
            Assert.InRange(sampled.Average() - analytic, -4.5 * error, 4.5 * error);
            Assert.InRange(error, 1e-4, 0.01 * Math.Abs(analytic));
        }
    }

    [Fact]
    public void Beta_weighs_the_divergence()
    {
        var vae = Untrained(GaussianNoise.Fixed(0.7));
        var divergence = vae.Pass(data, new RandomStream(1)).Divergence;
        var (one, two) = (Bound(vae, new LinearElbo()), Bound(vae, new LinearElbo { Beta = new ConstantSchedule(2) }));
        Assert.True((one - two).AllClose(divergence, rtol: 1e-11));
    }

    [Fact]
    public void Its_information_at_a_stationary_point_is_the_point_s()
    {
        foreach (var point in new[] { LinearVaeSpectrum.Of(pca).Optimum(4, 0.5), LinearVaeSpectrum.Of(pca).Optimum(4, 0.5, 3), LinearVaeSpectrum.Of(pca).StationaryPoint(3, [1], 0.5) })
        {
            var information = LinearVaeInformation.Of(LinearVae.At(pca, point), pca);
            Assert.Equal(point.Directions.Select(i => point.Rates[i]), information.Rates.Take(point.Active), (a, b) => Math.Abs(a - b) < 1e-12);
            Assert.All(information.Rates.Skip(point.Active), rate => Assert.Equal(0, rate, 1e-15));
            Assert.Equal(point.Distortion, information.Distortion, 1e-11);
            Assert.Equal(point.MutualInformation, information.MutualInformation, 1e-11);
            Assert.Equal(0, information.Mismatch, 1e-11);
            Assert.Equal(point.Active, information.Active());
        }
    }

    [Fact]
    public void Information_of_any_parameters_adds_up_and_is_that_of_the_data()
    {
        var vae = Untrained(GaussianNoise.Fixed(0.7));
        var information = LinearVaeInformation.Of(vae, pca);
        var pass = vae.Pass(data, new RandomStream(1));
        Assert.Equal(pass.Draws[0].DivergencePerDimension.Mean(0).ToDoubles(), information.Rates, (a, b) => Math.Abs(a - b) < 1e-11);
        // E ln p(x|z) = −distortion/2σ² − ½D·ln 2πσ².
        var expected = -(information.Distortion / (2 * 0.49) + information.Rate) - 3 * Math.Log(2 * Math.PI * 0.49);
        Assert.Equal(expected, Bound(vae, new LinearElbo()).Mean().Item(), 1e-10);
        // q(z) of normal data is normal: mean and covariance are those of the means, plus s².
        var (means, variance) = (vae.Encoder.Encode(data).Mean, vae.Encoder.Encode(data).Variance.Slice(0, 0, 1).Reshape(3));
        var centred = means - means.Mean(0);
        var aggregated = MultivariateNormal.FromCovariance(means.Mean(0), centred.MatMul(centred, transposeA: true) / 50 + Tensor.Eye(3, exact) * variance);
        Assert.Equal(Kl.Divergence(aggregated, StandardNormal.Like(aggregated)).Item(), information.Mismatch, 1e-10);
        Assert.InRange(information.Mismatch, 0.1, 100);
    }

    [Fact]
    public void It_is_saved_and_moved()
    {
        using var folder = new TemporaryFolder();
        var vae = LinearVae.Fit(data, 3, 0.5);
        vae.Save(folder.File("linear.safetensors"));
        var loaded = LinearVae.Create(6, 3, GaussianNoise.Fixed(Math.Sqrt(0.5))).To(exact);
        loaded.Load(folder.File("linear.safetensors"));
        Assert.Equal(Bound(vae, new LinearElbo()).ToDoubles(), Bound(loaded, new LinearElbo()).ToDoubles());
        foreach (var device in new Device[] { Device.Cpu, TestDevices.Emulated })
        {
            var there = new LinearElbo().Bound(vae.To(device), data.To(device), new RandomStream(0));
            Assert.True(there.To(exact).AllClose(Bound(vae, new LinearElbo()), rtol: 1e-5, atol: 1e-4));
        }
    }

    [Fact]
    public void Errors_name_what_does_not_fit()
    {
        static void Names<E>(Func<object> call, params string[] parts) where E : Exception
        {
            var message = Assert.ThrowsAny<E>(call).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
        var deep = new Vae(new GaussianEncoder(6, 5, 3), new BernoulliDecoder(3, 5, 6)).To(exact);
        Names<ArgumentException>(() => Bound(deep, new LinearElbo()), "GaussianEncoder", "LinearEncoder");
        Names<ArgumentException>(() => Bound(new Vae(new LinearEncoder(6, 3), new BernoulliDecoder(3, 5, 6), 3).To(exact), new LinearElbo()), "BernoulliDecoder");
        var curved = new Vae(new LinearEncoder(6, 3), new GaussianDecoder(3, 5, 6, GaussianNoise.Fixed(1)), 3).To(exact);
        Names<ArgumentException>(() => LinearVae.Evidence(curved), "Sequential");
        Names<ArgumentException>(() => LinearVaeInformation.Of(LinearVae.Fit(data, 3, 0.5), Pca.Fit(data, 3)), "3 components", "fit all");
        Names<ArgumentException>(() => LinearVaeInformation.Of(LinearVae.Fit(data, 3, 0.5), Pca.Fit(data.Slice(1, 0, 4), 4)), "6 features", "have 4");
        Names<ArgumentException>(() => LinearVae.At(Pca.Fit(data, 2), LinearVaeSpectrum.Of(pca).Optimum(4, 0.5)), "direction 2", "none of 2 components");
        Names<ArgumentOutOfRangeException>(() => LinearVae.Fit(data, 3, -1), "noiseVariance", "-1");
        Names<ArgumentOutOfRangeException>(() => LinearVae.Fit(data, 7, 1), "7", "1 to 6");
    }
}
