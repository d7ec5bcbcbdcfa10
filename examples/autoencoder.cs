#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Deep autoencoders of digits: one with two numbers in its middle, drawn as a map of the digits; and one with thirty-two, whose codes
// t-SNE draws.
// Lecture: "Autoencoders", "Latent space". Hinton & Salakhutdinov, Science 313 (2006).

using Engine;
using Engine.Models;
using Examples;

return Example.Run<AutoencoderExample>(args);

internal sealed class AutoencoderExample : TrainingExample
{
    private const int BatchSize = 100, Known = 20_000, Drawn = 5000;

    protected override string Name => "autoencoder";

    protected override async Task<int> Train(TrainingSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var device = options.OpenDevice();
        var (plane, wide) = (Deep(2).To(device), Deep(32).To(device));
        if (!await Fit(plane, "checkpoint.safetensors", options.Resume, train, test, options, cancel)) return Stopped(File(options, "checkpoint.safetensors"));
        if (!await Fit(wide, "wide-checkpoint.safetensors", options.Resume && System.IO.File.Exists(File(options, "wide-checkpoint.safetensors")), train, test, options, cancel))
            return Stopped(File(options, "wide-checkpoint.safetensors"));
        plane.Save(File(options, "autoencoder.safetensors"));
        wide.Save(File(options, "wide.safetensors"));

        DrawPictures(plane, wide, test, options);
        Console.WriteLine($"Pictures and weights are in {Folder(options)}");
        return Result(
            ("test_mse", plane.SquaredError(test)),
            ("knn_accuracy_percent", NeighbourAccuracy(plane, train, test)),
            ("test_mse_wide", wide.SquaredError(test)),
            ("knn_accuracy_wide_percent", NeighbourAccuracy(wide, train, test)),
            ("weights_sha256", Sha256(plane)));
    }

    /// <summary>784–256–64–latent and back; the pixels come from sigmoids.</summary>
    private static Autoencoder Deep(int latent) => new(
        encoder: new Sequential(new Linear(784, 256), new Relu(), new Linear(256, 64), new Relu(), new Linear(64, latent)),
        decoder: new Sequential(new Linear(latent, 64), new Relu(), new Linear(64, 256), new Relu(), new Linear(256, 784), new Sigmoid()));

    private async Task<bool> Fit(Autoencoder model, string checkpoint, bool resume, Dataset train, Dataset test, TrainingSettings options, CancellationToken cancel)
    {
        model.Initialize(new RandomStream(options.Seed));
        var epochs = options.Epochs ?? 12;
        var steps = (long)epochs * train.BatchCount(BatchSize);
        var trainer = new Trainer(model, new Adam(2e-3))
        {
            BatchSize = BatchSize,
            Seed = options.Seed,
            Schedule = new PiecewiseSchedule(2e-3, (2 * steps / 3, 6e-4), (5 * steps / 6, 2e-4)),
            Progress = Progress,
            CheckpointPath = File(options, checkpoint),
            Metrics = new Dictionary<string, Func<RandomStream, double>> { ["test error"] = _ => model.SquaredError(test) },
        };
        if (resume) trainer.Resume(trainer.CheckpointPath);
        return (await trainer.Fit(train, epochs, cancel)).Finished;
    }

    /// <summary>Of the test digits' codes, how many have the digit of most of the ten nearest training codes.</summary>
    private static double NeighbourAccuracy(Autoencoder model, Dataset train, Dataset test)
    {
        var known = train.Take(Math.Min(Known, train.Count));
        return 100 * NearestNeighbours.Accuracy(Codes(model, known), known.Labels(), Codes(model, test), test.Labels(), Math.Min(10, known.Count));
    }

    private static Tensor Codes(Autoencoder model, Dataset data)
    {
        using var scope = new Scope();
        return model.Encode(data.Images(model.Device)).Keep();
    }

    private void DrawPictures(Autoencoder plane, Autoencoder wide, Dataset test, TrainingSettings options)
    {
        var drawn = test.Take(Math.Min(Drawn, test.Count));
        Plots.Scatter(File(options, "latent-space.png"), "Test digits in the two latent dimensions", Codes(plane, drawn), drawn.Labels());
        var tsne = new Tsne { Perplexity = Math.Min(30, (drawn.Count - 1) / 3.0) }.Embed(Codes(wide, drawn), new RandomStream(options.Seed).Split("t-SNE"));
        Plots.Scatter(File(options, "tsne.png"), "t-SNE of the codes of 32 numbers", tsne, drawn.Labels());

        // Test images; what two numbers and what thirty-two keep of them.
        var images = test.Images(plane.Device).Slice(0, 0, Math.Min(12, test.Count));
        Pictures.Grid(TensorJoins.Concat([images, plane.Reconstruct(images), wide.Reconstruct(images)]), columns: images.Shape[0]).Save(File(options, "reconstructions.png"));

        // From one digit to the next in equal steps of the code: in the plane, then in 32 dimensions.
        var half = Math.Min(4, images.Shape[0] / 2);
        var (from, to) = (images.Slice(0, 0, half), images.Slice(0, half, half));
        Pictures.Grid(TensorJoins.Concat([plane.Walk(from, to, steps: 12), wide.Walk(from, to, steps: 12)]), columns: 12).Save(File(options, "latent-walk.png"));
    }
}
