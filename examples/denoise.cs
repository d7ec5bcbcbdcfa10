#:project Common/Examples.Common.csproj
#:property PublishAot=false

// A denoising autoencoder: it is shown digits of which half the pixels are hidden and must give back the whole, and does so better
// than the best affine map there is.
// Lecture: "Denoising autoencoder". Vincent et al., ICML 2008.

using System.ComponentModel;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<DenoiseExample>(args);

internal sealed class DenoiseSettings : TrainingSettings
{
    [CommandOption("--corruption <NAME>")]
    [Description("mask (pixels become 0), gaussian (noise is added), or salt-and-pepper (pixels become 0 or 1).")]
    [DefaultValue("mask")]
    public string Corruption { get; init; } = "mask";

    [CommandOption("--level <NUMBER>")]
    [Description("Share of the pixels that are replaced, or the deviation of gaussian noise.")]
    [DefaultValue(0.5)]
    public double Level { get; init; } = 0.5;

    public override ValidationResult Validate() =>
        Corruption is not ("mask" or "gaussian" or "salt-and-pepper") ? ValidationResult.Error($"--corruption must be mask, gaussian or salt-and-pepper, not '{Corruption}'.")
        : !(Level > 0 && (Level < 1 || Corruption == "gaussian")) ? ValidationResult.Error($"--level must be above 0, and below 1 but for gaussian noise, not {Level}.")
        : base.Validate();

    public Corruption MakeCorruption() => Corruption switch
    {
        "gaussian" => new GaussianCorruption(Level),
        "salt-and-pepper" => new SaltAndPepperCorruption(Level),
        _ => new MaskCorruption(Level),
    };
}

internal sealed class DenoiseExample : TrainingExample<DenoiseSettings>
{
    private const int BatchSize = 100;

    protected override string Name => "denoise";

    protected override async Task<int> Train(DenoiseSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var corruption = options.MakeCorruption();
        var model = new DenoisingAutoencoder(new Autoencoder(
            encoder: new Sequential(new Linear(784, 500), new Relu()),
            decoder: new Sequential(new Linear(500, 784), new Sigmoid())), corruption)
            .To(options.OpenDevice());
        model.Initialize(new RandomStream(options.Seed));

        var epochs = options.Epochs ?? 8;
        var trainer = new Trainer(model, new Adam(2e-3))
        {
            BatchSize = BatchSize,
            Seed = options.Seed,
            Schedule = new CosineSchedule(2e-3, (long)epochs * train.BatchCount(BatchSize)),
            Progress = Progress,
            CheckpointPath = File(options, "checkpoint.safetensors"),
            Metrics = new Dictionary<string, Func<RandomStream, double>> { ["test error"] = rng => model.SquaredError(test, rng) },
        };
        if (options.Resume) trainer.Resume(trainer.CheckpointPath);
        var history = await trainer.Fit(train, epochs, cancel);
        if (!history.Finished) return Stopped(trainer.CheckpointPath);
        model.Save(File(options, "denoise.safetensors"));

        var affine = AffineDenoiser.Fit(train.Images(), corruption);
        DrawPictures(model, affine.To(model.Device), test, options);
        Console.WriteLine($"Pictures and weights are in {Folder(options)}");
        var error = history.Epochs[^1].Metrics["test error"];
        var affineError = affine.ExpectedError(test.Images());
        return Result(("mse", error), ("affine_mse", affineError), ("gain_over_affine_percent", 100 * (1 - error / affineError)), ("weights_sha256", Sha256(model)));
    }

    /// <summary>Four strips: the original, what was made of it, and what the autoencoder and the best affine map make of that.</summary>
    private void DrawPictures(DenoisingAutoencoder model, AffineDenoiser affine, Dataset test, DenoiseSettings options)
    {
        var images = test.Images(model.Device).Slice(0, 0, Math.Min(12, test.Count));
        var corrupted = model.Corruption.Apply(images, new RandomStream(options.Seed).Split("picture"));
        Pictures.Grid(TensorJoins.Concat([images, corrupted, model.Denoise(corrupted), affine.Denoise(corrupted)]), columns: images.Shape[0]).Save(File(options, "strips.png"));
    }
}
