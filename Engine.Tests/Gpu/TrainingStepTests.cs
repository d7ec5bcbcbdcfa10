using Engine.Gpu;
using Engine.Models;

namespace Engine.Tests.Gpu;

/// <summary>What a training step asks of the bus and of the driver, and that threads may share a device.</summary>
public abstract class TrainingStepTests
{
    /// <summary>The kind of device under test; without one, the test is skipped.</summary>
    protected abstract GpuKind Kind { get; }

    private static readonly Dictionary<GpuKind, GpuDevice> own = [];

    /// <summary>A device that no other class uses at the same time, so that what is counted on it is this test's; kernels are compiled once for all.</summary>
    private GpuDevice Own
    {
        get
        {
            TestDevices.SkipWithout(Kind);
            lock (own) return own.TryGetValue(Kind, out var device) ? device : own[Kind] = GpuDevice.Open(Kind);
        }
    }

    [Fact]
    public void A_warm_step_copies_nothing_to_the_host_but_what_is_read_and_takes_no_memory()
    {
        var device = Own;
        var vae = new Vae(new GaussianEncoder(12, 8, 3), new BernoulliDecoder(3, 8, 12)).To(device);
        var images = new RandomStream(2).Bernoulli(0.5, [10, 12], device);
        CheckStep(device, vae, noise => vae.Loss(new Batch(images, images), noise), uploads: 0);
    }

    /// <summary>Each estimator with each kind of prior: the network is trained by <see cref="Elbo"/> with two samples a step.</summary>
    [Theory, MemberData(nameof(BayesianSteps))]
    public void A_warm_Bayesian_step_reads_nothing_back_but_the_loss(WeightEstimator estimator, string kind)
    {
        var device = Own;
        Prior prior = kind switch { "normal" => new Normal(0, 1), "Laplace" => new Laplace(0, 1), _ => Prior.MonteCarlo(new ScaleMixture(0.25, 1, 0.01)) };
        var network = new Sequential(new BayesianLinear(12, 8, prior, estimator), new Relu(), new BayesianLinear(8, 3, prior, estimator)).To(device);
        var (x, labels) = (new RandomStream(2).Normal([10, 12], device), Tensor.Of([0.0, 1, 2, 0, 1, 2, 0, 1, 2, 0], device));
        var elbo = new Elbo(50) { Samples = 2, Antithetic = true };
        CheckStep(device, network, noise => -elbo.Of(network, x, labels, noise), uploads: 2);        // where the labels' numbers lie, once a pass
    }

    public static MatrixTheoryData<WeightEstimator, string> BayesianSteps => new(Enum.GetValues<WeightEstimator>(), ["normal", "Laplace", "mixture"]);

    private static void CheckStep(GpuDevice device, Module model, Func<RandomStream, Tensor> objective, int uploads)
    {
        var (adam, noise) = (new Adam(model.Parameters, 1e-3), new RandomStream(1));
        double Step(bool read)
        {
            using var tape = Tape.Record(model.Parameters);
            var loss = objective(noise);
            adam.Step(tape.Gradient(loss));
            return read ? loss.Item() : 0;
        }
        device.Trim();                                        // what other tests left would hide a step that takes more each time
        for (var i = 0; i < 3; i++) Step(read: true);
        var before = (device.Allocations, device.MemoryTaken, device.Staging.Uploads, device.Staging.Downloads);
        for (var i = 0; i < 5; i++) Step(read: false);
        Assert.Equal((before.Allocations, before.MemoryTaken, before.Uploads + 5 * uploads, before.Downloads), (device.Allocations, device.MemoryTaken, device.Staging.Uploads, device.Staging.Downloads));
        Step(read: true);
        Assert.Equal((before.Allocations, before.MemoryTaken, before.Uploads + 6 * uploads, before.Downloads + 1), (device.Allocations, device.MemoryTaken, device.Staging.Uploads, device.Staging.Downloads));
    }

    /// <summary>ILGPU#705: a thread must make the device current before it uses it.</summary>
    [Fact]
    public void Two_threads_upload_launch_and_read_at_once()
    {
        var device = Own;
        var rounds = device.Cases(100);
        Parallel.For(0, 2, thread =>
        {
            for (var round = 0; round < rounds; round++)
            {
                using var scope = new Scope();
                var x = Tensor.Full([1001], thread + round, device);
                Assert.Equal(1001.0 * (thread + round + 1), (x + 1).Sum().Item());
                Assert.All((x * 2).ToArray(), number => Assert.Equal(2 * (thread + round), number));
            }
        });
    }
}

public sealed class TrainingStepOnEmulated : TrainingStepTests
{
    protected override GpuKind Kind => GpuKind.Emulated;
}

public sealed class TrainingStepOnOpenCl : TrainingStepTests
{
    protected override GpuKind Kind => GpuKind.OpenCl;
}

public sealed class TrainingStepOnCuda : TrainingStepTests
{
    protected override GpuKind Kind => GpuKind.Cuda;
}
