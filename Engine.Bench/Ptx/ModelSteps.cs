using Engine.Bench.Cases;
using Engine.Bench.Crossover;
using Engine.Models;

namespace Engine.Bench.Ptx;

/// <summary>What the kernels are used by: a step of every model, every layer and optimizer, and the kernels that are compared.</summary>
internal static class ModelSteps
{
    private const int Pixels = 784, Classes = 10, Batch = 128;

    /// <summary>Names and steps, at the models' own sizes.</summary>
    public static IReadOnlyList<(string Name, Action<Device> Run)> All { get; } =
    [
        ("vae", Vae),
        ("latent variables", LatentSteps.Run),
        ("losses", Losses),
        ("iwae", device => new IwaeStep(device, batch: 20, samples: 50).Run()),
        ("autoencoder", device => new AutoencoderStep(device, Batch).Run()),
        ("classifier", Classifier),
        ("bnn", device => new BayesianStep(device, hidden: 400, Batch, WeightEstimator.WeightSampling).Run()),
        ("bnn lrt", device => new BayesianStep(device, hidden: 400, Batch, WeightEstimator.LocalReparameterization).Run()),
        ("bnn prediction", device => new BayesianPrediction(device, samples: 2, rows: 1000).Run()),
        ("bnn layers", BayesianSteps.Run),
        ("layers", Layers),
        ("sgd", device => Step(Network(device), new Sgd(0.1, momentum: 0.9), device)),
        ("adamw", device => Step(Network(device), new AdamW(1e-3), device)),
        ("distributions", DistributionSteps.Run),
        ("linear algebra", LinearAlgebra),
        ("compare", Compared),
    ];

    private static void Vae(Device device)
    {
        var vae = new Vae(new GaussianEncoder(Pixels, hidden: 400, latent: 50), new BernoulliDecoder(50, hidden: 400, Pixels)).To(device);
        var noise = new RandomStream(7);
        vae.Initialize(noise);
        var images = noise.Uniform([Batch, Pixels], device);
        using (var tape = Tape.Record(vae.Parameters))
        {
            var loss = -vae.Bound(images, noise).Mean();
            new Adam(1e-3).Step(tape.Gradient(loss));
        }
        using var scope = new Scope();
        vae.Bound(images, noise).Sum();
        vae.Reconstruct(images);
        vae.Sample(Batch, noise);
    }

    private static void Losses(Device device)
    {
        var (x, targets) = (new RandomStream(7).Normal([Batch, Pixels], device), Tensor.Ones([Batch, Pixels], device));
        using var tape = Tape.Record([x]);
        tape.Gradient(Loss.BernoulliWithLogits(x, targets) + Loss.SquaredError(x, targets), x);
    }

    private static void Classifier(Device device)
    {
        var network = new Sequential(new Linear(Pixels, 512), new Relu(), new Dropout(0.2), new Linear(512, 512), new Relu(), new Dropout(0.2), new Linear(512, Classes)).To(device);
        Step(network, new Adam(1e-3), device);
        using var scope = new Scope();
        network.Forward(new RandomStream(7).Uniform([Batch, Pixels], device)).ArgMax(1);
    }

    private static void Layers(Device device)
    {
        Layer[] activations = [new Elu(), new Gelu(), new LeakyRelu(), new Sigmoid(), new Silu(), new Softplus(), new Tanh()];
        foreach (var activation in activations) Step(new Sequential(new Linear(Pixels, 32), activation, new LayerNorm(32), new Linear(32, Classes)).To(device), new Adam(1e-3), device);
    }

    private static Sequential Network(Device device) => new Sequential(new Linear(Pixels, 400), new Relu(), new Linear(400, Classes)).To(device);

    private static void Step(Sequential network, Optimizer optimizer, Device device)
    {
        var noise = new RandomStream(7);
        network.Initialize(noise);
        var (images, labels) = (noise.Uniform([Batch, Pixels], device), (noise.Uniform([Batch], device) * Classes).Floor());
        using var tape = Tape.Record(network.Parameters);
        optimizer.Step(tape.Gradient(Loss.CrossEntropy(network.Forward(images, noise), labels)));
    }

    private static void LinearAlgebra(Device device)
    {
        using var scope = new Scope();
        var matrices = Tensor.Ones([2, 64, 64], device);
        var factors = matrices.Cholesky(validate: false);
        factors.SolveTriangular(matrices);
        factors.SolveTriangular(matrices, transpose: true);
        matrices.Permute(2, 0, 1).CumulativeSum(1);
    }

    private static void Compared(Device device)
    {
        foreach (var kernel in KernelTable.All)
        {
            using var scope = new Scope();
            kernel.Prepare(device, kernel.IsProduct ? 512 : 1 << 20)();
        }
    }
}
