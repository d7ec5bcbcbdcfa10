using Engine.Devices.Cpu;
using Engine.Models;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>Against the evidence of a linear Gaussian model: batch 5, features 4, latent 3.</summary>
public sealed class ImportanceSamplingTests
{
    private static readonly Device exact = Device.Reference;
    private static readonly Tensor weight = Tensor.Randn([4, 3], 1, exact), x = Tensor.Randn([5, 4], 2, exact);
    private static readonly LinearGaussian model = new(weight, 0.8);

    /// <summary>Then every weight is p(x): any number of samples in chunks of any size gives it.</summary>
    [Theory, InlineData(1, 2000), InlineData(7, 15), InlineData(8, 10), InlineData(8, 1)]
    public void With_the_exact_posterior_it_is_the_evidence(int samples, int rows)
    {
        var given = ImportanceSampling.LogLikelihood(model, x, samples, new RandomStream(3), rows);
        Assert.Equal([5], given.Shape);
        Assert.Equal(model.Evidence.LogProb(x).ToDoubles(), given.ToDoubles(), (a, b) => Math.Abs(a - b) < 1e-11);
    }

    /// <summary>A q of the right place but too wide: the error falls as 1/√N.</summary>
    [Fact]
    public void With_another_posterior_it_comes_to_the_evidence()
    {
        var wide = new LinearGaussian(weight, 0.8) { Infer = x => new Normal(model.PosteriorMean(x), model.Covariance.Diagonal().Sqrt() * 1.3) };
        var errors = ImportanceSampling.LogLikelihood(wide, x, 20_000, new RandomStream(3)) - model.Evidence.LogProb(x);
        Assert.All(errors.ToDoubles(), error => Assert.InRange(error, -0.05, 0.05));
        var few = Enumerable.Range(0, 200).Average(i => (ImportanceSampling.LogLikelihood(wide, x, 2, new RandomStream((ulong)i)) - model.Evidence.LogProb(x)).Mean().Item());
        Assert.InRange(few, -3, -0.1);
    }

    [Fact]
    public void Of_a_data_set_it_is_the_average()
    {
        var (data, expected) = (Dataset.From(x), -model.Evidence.LogProb(x).Mean().Item());
        Assert.Equal(expected, ImportanceSampling.NegativeLogLikelihood(model, data, 3, new RandomStream(1), batchSize: 2, exact), 1e-6);
    }

    [Fact]
    public void The_memory_does_not_grow_with_the_samples()
    {
        var device = new CpuDevice(1);
        var (vae, images) = (new Vae(new GaussianEncoder(6, 5, 2), new BernoulliDecoder(2, 5, 6)).To(device), Tensor.Rand([3, 6], 1, device));
        long Peak(int samples)
        {
            device.ResetPeakMemory();
            ImportanceSampling.LogLikelihood(vae, images, samples, new RandomStream(1), rows: 60).Dispose();
            return device.PeakMemory;
        }
        Assert.Equal(Peak(20), Peak(2000));
        Assert.True(Peak(20) > Peak(2));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        static void Names<E>(Func<object> call, params string[] parts) where E : Exception
        {
            var message = Assert.Throws<E>(call).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
        Names<ArgumentOutOfRangeException>(() => ImportanceSampling.LogLikelihood(model, x, 0, new RandomStream(1)), "samples", "not 0");
        Names<ArgumentOutOfRangeException>(() => ImportanceSampling.LogLikelihood(model, x, 1, new RandomStream(1), rows: 0), "rows", "not 0");
        Names<ArgumentException>(() => ImportanceSampling.LogLikelihood(model, Tensor.Zeros([4], exact), 1, new RandomStream(1)), "[4]", "[batch, features]");
        Names<ArgumentException>(() => ImportanceSampling.LogLikelihood(model, Tensor.Zeros([0, 4], exact), 1, new RandomStream(1)), "[0, 4]", "at least 1");
        Names<ArgumentException>(() => ImportanceSampling.NegativeLogLikelihood(model, Dataset.From(x).Take(0), 1, new RandomStream(1)), "empty");
    }
}
