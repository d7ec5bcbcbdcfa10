#:project Common/Examples.Common.csproj
#:property PublishAot=false

// A latent space of two dimensions can be looked at: what a variational autoencoder decodes all over the plane, and where it puts the
// digits that it has not seen. Lecture: "Latent space". Kingma & Welling, arXiv:1312.6114, figure 4 (b).

using Engine;
using Engine.Models;
using Examples;

return Example.Run<ManifoldExample>(args);

internal sealed class ManifoldExample : TrainingExample
{
    private const int Side = 20;
    private const int Hidden = 500;
    private const int BatchSize = 100;

    protected override string Name => "vae_manifold";

    protected override async Task<int> Train(TrainingSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var vae = new Vae(
            encoder: new GaussianEncoder(new Sequential(TwoLayers(784)), Hidden, latent: 2),
            decoder: new BernoulliDecoder(new Sequential([.. TwoLayers(2), new Linear(Hidden, 784)])))
            .To(options.OpenDevice());
        vae.Initialize(new RandomStream(options.Seed));
        ((BernoulliDecoder)vae.Decoder).StartAt(train.Images().Mean(0));

        var epochs = options.Epochs ?? 20;
        var trainer = new Trainer(vae, new Adam())
        {
            BatchSize = BatchSize,
            Seed = options.Seed,
            Schedule = new CosineSchedule(3e-3, (long)epochs * train.BatchCount(BatchSize), last: 1e-4),
            Progress = Progress,
            CheckpointPath = File(options, "checkpoint.safetensors"),
            Metrics = new Dictionary<string, Func<RandomStream, double>> { ["test −ELBO"] = rng => vae.NegativeElbo(test, rng) },
        };
        if (options.Resume) trainer.Resume(trainer.CheckpointPath);
        var history = await trainer.Fit(train, epochs, cancel);
        if (!history.Finished) return Stopped(trainer.CheckpointPath);

        Pictures.Grid(vae.Decoder.Decode(Plane(vae.Device)).Mean, columns: Side).Save(File(options, "manifold.png"));
        var codes = vae.Encoder.Encode(test.Images(vae.Device)).Mean;
        Plots.Scatter(File(options, "codes.png"), "Where MNIST's test digits lie: the means of q(z|x)", codes, test.Labels(vae.Device));
        vae.Save(File(options, "vae_manifold.safetensors"));
        Console.WriteLine($"Pictures and weights are in {Folder(options)}");

        var report = LatentReport.Of(vae, test, new RandomStream(options.Seed).Split("report"));
        return Result(
            ("test_neg_elbo", history.Epochs[^1].Metrics["test −ELBO"]),
            ("rate", report.Rate),
            ("distortion", report.Distortion),
            ("active_units", report.Layers[0].ActiveUnits),
            ("weights_sha256", Sha256(vae)));
    }

    /// <summary>Two hidden layers, where the paper has one: with one, two dimensions leave the digits blurred and 16 nats dearer.</summary>
    private static Layer[] TwoLayers(int inputs) => [new Linear(inputs, Hidden), new Tanh(), new Linear(Hidden, Hidden), new Tanh()];

    /// <summary>A grid of z of equal probability: each coordinate goes through the quantiles of N(0, 1), so that every cell stands for as many digits.</summary>
    private static Tensor Plane(Device device)
    {
        var axis = new Normal(0, 1, device).Quantile((Tensor.Arange(Side, device) + 0.5) / Side);
        var across = axis.Unsqueeze(0).Expand([Side, Side]);
        var down = (-axis).Unsqueeze(1).Expand([Side, Side]);
        return TensorJoins.Stack([across.Reshape(-1), down.Reshape(-1)], axis: 1);
    }
}
