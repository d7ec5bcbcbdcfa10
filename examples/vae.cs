#:project Common/Examples.Common.csproj
#:property PublishAot=false

// A variational autoencoder on MNIST: the network and settings of Pyro's VAE example, with pictures of digits that it dreams.
// Lecture: "Variational autoencoders". Kingma & Welling, arXiv:1312.6114.

using Engine;
using Engine.Models;
using Examples;

return Example.Run<VaeExample>(args);

internal sealed class VaeExample : TrainingExample
{
    protected override string Name => "vae";

    protected override async Task<int> Train(TrainingSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var vae = new Vae(
            encoder: new GaussianEncoder(784, hidden: 400, latent: 50),       // x → q(z|x) = N(μ, σ²)
            decoder: new BernoulliDecoder(50, hidden: 400, 784))              // z → p(x|z)
            .To(options.OpenDevice());
        vae.Initialize(new RandomStream(options.Seed));
        ((BernoulliDecoder)vae.Decoder).StartAt(train.Images().Mean(0));      // from the mean image, not from grey

        var trainer = new Trainer(vae, new Adam(1e-3))
        {
            BatchSize = 256,
            Seed = options.Seed,
            Progress = Progress,
            CheckpointPath = File(options, "checkpoint.safetensors"),
            Metrics = new Dictionary<string, Func<RandomStream, double>> { ["test −ELBO"] = rng => vae.NegativeElbo(test, rng) },
        };
        if (options.Resume) trainer.Resume(trainer.CheckpointPath);
        var history = await trainer.Fit(train, options.Epochs ?? 20, cancel);
        if (!history.Finished) return Stopped(trainer.CheckpointPath);

        DrawPictures(vae, test, options);
        var epochs = Enumerable.Range(1, history.Epochs.Count).Select(epoch => (double)epoch).ToArray();
        Plots.Lines(File(options, "learning-curve.png"), "VAE on MNIST", "epoch", "−ELBO, nats per image",
            ("train", epochs, history.Series("loss")), ("test", epochs, history.Series("test −ELBO")));
        vae.Save(File(options, "vae.safetensors"));
        Console.WriteLine($"Pictures, learning curve and weights are in {Folder(options)}");
        return Result(
            ("test_neg_elbo", history.Epochs[^1].Metrics["test −ELBO"]),
            ("images_per_second", Math.Round(history.ExamplesPerSecond)),
            ("weights_sha256", Sha256(vae)));
    }

    private void DrawPictures(Vae vae, Dataset test, TrainingSettings options)
    {
        // Digits that no one wrote: z ~ N(0, I), and the mean of p(x|z).
        Pictures.Grid(vae.Sample(100, new RandomStream(options.Seed).Split("samples")), columns: 10).Save(File(options, "samples.png"));

        // Above a test image, below what is left of it after 50 numbers.
        var (images, _) = test.Take(Math.Min(10, test.Count)).Batches(10, device: vae.Device).Select(batch => (batch.Images.Clone(), 0)).First();
        Pictures.Grid(TensorJoins.Concat([images, vae.Reconstruct(images)]), columns: images.Shape[0]).Save(File(options, "reconstructions.png"));

        // From one digit to the next in equal steps of z.
        var half = images.Shape[0] / 2;
        var walk = vae.Walk(images.Slice(0, 0, half), images.Slice(0, half, half), steps: 12);
        Pictures.Grid(walk, columns: 12).Save(File(options, "latent-walk.png"));
    }
}
