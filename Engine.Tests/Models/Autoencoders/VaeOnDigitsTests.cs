using Engine.Devices.Cpu;
using Engine.Models;
using Engine.Tests.Autodiff;
using Engine.Tests.Models.Training;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>A small autoencoder on digits: what it must reach, what it cannot pass, and that it takes no memory.</summary>
[Collection(nameof(MemoryTests))]
public sealed class VaeOnDigitsTests
{
    /// <summary>−ELBO of the best image that is the same for every digit, and the entropy of the grey pixels, which no model can pass.</summary>
    private const double BestConstant = 205.8056, Floor = 45.5345;

    [Fact]
    public void It_starts_above_the_best_constant_image_and_learns_more_than_it()
    {
        var (train, test) = (Mnist.Load().Train.Take(5000), Mnist.Load().Test.Take(1000));
        var vae = new Vae(new GaussianEncoder(784, 100, 10), new BernoulliDecoder(10, 100, 784));
        Assert.True(vae.NegativeElbo(test, new RandomStream(1)) > BestConstant);
        var trainer = new Trainer(vae, new Adam(1e-3)) { BatchSize = 64, Metrics = new Dictionary<string, Func<RandomStream, double>> { ["test"] = rng => vae.NegativeElbo(test, rng) } };
        var course = SmallRun.Fit(trainer, train, epochs: 3).Series("test");
        Assert.InRange(course[^1], Floor, 190);
        Assert.True(course[2] < course[1] && course[1] < course[0]);
        Assert.InRange(course[^1], vae.NegativeElbo(test, new RandomStream(7)) - 1, vae.NegativeElbo(test, new RandomStream(7)) + 1);
    }

    /// <summary>After the first steps every tensor's storage comes from those that were given back, and nothing stays on the managed heap.</summary>
    [Fact]
    public void A_thousand_steps_take_no_memory()
    {
        var device = new CpuDevice(2);
        var vae = new Vae(new GaussianEncoder(40, 12, 3), new BernoulliDecoder(3, 12, 40)).To(device);
        var (adam, noise) = (new Adam(1e-3), new RandomStream(1));
        var data = Dataset.From(Tensor.Rand([80, 40], 2));
        void Epochs(int count)
        {
            for (var epoch = 0; epoch < count; epoch++)
                foreach (var batch in data.Batches(16, new RandomStream(3), device: device))
                {
                    using var tape = Tape.Record(vae.Parameters);
                    adam.Step(tape.Gradient(vae.Loss(batch, noise)));
                }
        }
        Epochs(20);
        var storages = device.Allocations;
        Assert.InRange(HeapGrowth.OfEachRound(() => Epochs(200)), long.MinValue, 16 * 1024);
        Assert.Equal(storages, device.Allocations);
    }

    /// <summary>The same of the trainer: the epochs after the first take no storage, a short last batch and its metrics included.</summary>
    [Fact]
    public void Epochs_of_the_trainer_take_no_storage()
    {
        var device = new CpuDevice(1);
        var vae = new Vae(new GaussianEncoder(40, 12, 3), new BernoulliDecoder(3, 12, 40)).To(device);
        var data = Dataset.From(Tensor.Rand([70, 40], 2));
        List<long> storages = [];
        var trainer = new Trainer(vae, new Adam())
        {
            BatchSize = 16,
            ClipNorm = 1,
            Metrics = new Dictionary<string, Func<RandomStream, double>> { ["elbo"] = rng => vae.NegativeElbo(data, rng), ["storages"] = _ => { storages.Add(device.Allocations); return 0; } },
        };
        LatentReport.Of(vae, data, new RandomStream(4));      // the trainer's own follows the metrics, where nothing counts its storage
        SmallRun.Fit(trainer, data, epochs: 5);
        Assert.All(storages, count => Assert.Equal(storages[0], count));
    }
}
