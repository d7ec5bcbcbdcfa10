#:project Common/Examples.Common.csproj
#:property PublishAot=false

// An autoencoder without activations finds the plane of the first principal components, by directions that are not orthogonal, and
// takes its time: "not an efficient way to apply PCA".
// Lecture: "Autoencoders". Baldi & Hornik, Neural Networks 2 (1989).

using System.Diagnostics;
using Engine;
using Engine.Models;
using Examples;

return Example.Run<LinearAutoencoderExample>(args);

internal sealed class LinearAutoencoderExample : TrainingExample
{
    /// <summary>After the sixth component the variance falls most: 2.27 to 1.73. How fast a plane is found depends on that ratio.</summary>
    private const int Latent = 6, BatchSize = 3000;

    protected override string Name => "linear_autoencoder";

    protected override async Task<int> Train(TrainingSettings options, CancellationToken cancel)
    {
        // Less their mean, as PCA takes them: else weights and biases have the mean to share out, which takes longest of all.
        var images = options.LoadMnist().Train.Images();
        var train = Dataset.From((images - images.Mean(0)).Clone());
        var clock = Stopwatch.StartNew();
        var pca = Pca.Fit(train.Images(), Latent);
        var pcaSeconds = clock.Elapsed.TotalSeconds;

        var model = new LinearAutoencoder(784, Latent).To(options.OpenDevice());
        model.Initialize(new RandomStream(options.Seed));
        var epochs = options.Epochs ?? 100;
        var trainer = new Trainer(model, new Adam(1e-2))
        {
            BatchSize = BatchSize,
            Seed = options.Seed,
            Schedule = new CosineSchedule(1e-2, (long)epochs * train.BatchCount(BatchSize)),      // down to 0: batches differ, and so do their planes
            Progress = Progress,
            CheckpointPath = File(options, "checkpoint.safetensors"),
            Metrics = new Dictionary<string, Func<RandomStream, double>> { ["angle"] = _ => Angle(model, pca) },
        };
        if (options.Resume) trainer.Resume(trainer.CheckpointPath);
        var history = await trainer.Fit(train, epochs, cancel);
        if (!history.Finished) return Stopped(trainer.CheckpointPath);
        model.Save(File(options, "linear_autoencoder.safetensors"));
        var seconds = history.Epochs.Sum(epoch => train.Count / epoch.ExamplesPerSecond);       // of training alone

        DrawPictures(model, pca, history, options);
        Console.WriteLine($"Pictures and weights are in {Folder(options)}");
        return Result(
            ("angle_to_pca", Angle(model, pca)),
            ("loss_gap_percent", 100 * (model.SquaredError(train) / pca.ResidualVariance - 1)),
            ("orthogonality", Orthogonality.LargestCosine(model.Directions)),
            ("seconds", seconds),
            ("pca_seconds", pcaSeconds),
            ("weights_sha256", Sha256(model)));
    }

    /// <summary>The largest angle between the two planes.</summary>
    private static double Angle(LinearAutoencoder model, Pca pca) => PrincipalAngles.Between(model.Directions, pca.Components)[^1];

    private void DrawPictures(LinearAutoencoder model, Pca pca, TrainingHistory history, TrainingSettings options)
    {
        // Above the principal components, below the autoencoder's directions: another basis of the same plane.
        var both = TensorJoins.Concat([pca.Components, model.Directions.To(Device.Reference)]);
        Pictures.Grid(0.5 + 0.5 * both / both.Abs().Max(1).Unsqueeze(1), columns: Latent).Save(File(options, "directions.png"));

        var epochs = Enumerable.Range(1, history.Epochs.Count).Select(epoch => (double)epoch).ToArray();
        Plots.LogLines(File(options, "angle.png"), "From the autoencoder's plane to that of the principal components", "epoch", "largest angle, radians", ("angle", epochs, history.Series("angle")));
    }
}
