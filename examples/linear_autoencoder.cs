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
    private const int Latent = 6;

    protected override string Name => "linear_autoencoder";

    protected override async Task<int> Train(TrainingSettings options, CancellationToken cancel)
    {
        var (train, _) = options.LoadMnist();
        var clock = Stopwatch.StartNew();
        var pca = Pca.Fit(train.Images(), Latent);
        var pcaSeconds = clock.Elapsed.TotalSeconds;

        var model = new LinearAutoencoder(784, Latent).To(options.OpenDevice());
        model.Initialize(new RandomStream(options.Seed));
        var epochs = options.Epochs ?? 40;
        var trainer = new Trainer(model, new Adam(1e-3))
        {
            BatchSize = 1000,
            Seed = options.Seed,
            Schedule = new CosineSchedule(1e-2, (long)epochs * train.BatchCount(1000)),
            Progress = Progress,
            CheckpointPath = File(options, "checkpoint.safetensors"),
            Metrics = new Dictionary<string, Func<RandomStream, double>> { ["angle"] = _ => PrincipalAngles.Between(model.Directions, pca.Components)[^1], ["gap"] = _ => 100 * (model.SquaredError(train) / pca.ResidualVariance - 1) },
        };
        if (options.Resume) trainer.Resume(trainer.CheckpointPath);
        clock.Restart();
        var history = await trainer.Fit(train, epochs, cancel);
        if (!history.Finished) return Stopped(trainer.CheckpointPath);
        return Result(
            ("angle_to_pca", PrincipalAngles.Between(model.Directions, pca.Components)[^1]),
            ("loss_gap_percent", 100 * (model.SquaredError(train) / pca.ResidualVariance - 1)),
            ("orthogonality", Orthogonality.LargestCosine(model.Directions)),
            ("seconds", clock.Elapsed.TotalSeconds),
            ("pca_seconds", pcaSeconds),
            ("weights_sha256", Sha256(model)));
    }
}
