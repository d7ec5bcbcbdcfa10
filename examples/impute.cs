#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Pixels that are missing: a Markov chain that guesses z from the picture as it is and the missing pixels from z, again and again, with the
// seen pixels held fast. 60 and 80 % of each test image are missing.
// Lecture: "Variational autoencoders". Rezende, Mohamed & Wierstra, arXiv:1401.4082, section 6.4 and appendix F.

using System.ComponentModel;
using System.Globalization;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<ImputeExample>(args);

internal sealed class ImputeSettings : TrainingSettings
{
    [CommandOption("--steps <COUNT>")]
    [Description("Steps of the chain.")]
    [DefaultValue(30)]
    public int Steps { get; init; } = 30;

    public override ValidationResult Validate() =>
        Steps < 1 ? ValidationResult.Error($"--steps must be at least 1, not {Steps}.") : base.Validate();
}

internal sealed class ImputeExample : TrainingExample<ImputeSettings>
{
    private const int Strips = 10;
    private static readonly int[] shown = [1, 2, 3, 5, 10, 20, 30];

    protected override string Name => "impute";

    protected override async Task<int> Train(ImputeSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var vae = new Vae(new GaussianEncoder(784, hidden: 400, latent: 50), new BernoulliDecoder(50, hidden: 400, 784)).To(options.OpenDevice());
        vae.Initialize(new RandomStream(options.Seed));
        ((BernoulliDecoder)vae.Decoder).StartAt(train.Images().Mean(0));
        var trainer = new Trainer(vae, new Adam(1e-3), BlackOrWhite.Loss(vae))
        {
            BatchSize = 128,
            Seed = options.Seed,
            Progress = Progress,
            CheckpointPath = File(options, "checkpoint.safetensors"),
        };
        if (options.Resume) trainer.Resume(trainer.CheckpointPath);
        var history = await trainer.Fit(train, options.Epochs ?? 10, cancel);
        if (!history.Finished) return Stopped(trainer.CheckpointPath);

        var images = BlackOrWhite.Of(test.Take(Math.Min(1000, test.Count)), options.Seed).Images(vae.Device);
        var (curves, results) = (new List<(string, double[], double[])>(), new List<(string, object)>());
        foreach (var missing in new[] { 60, 80 })
        {
            var errors = Impute(vae, images, missing, options);
            curves.Add(($"{missing} % missing", [.. Enumerable.Range(0, errors.Length).Select(step => (double)step)], errors));
            results.AddRange([($"error_{missing}_first_step", errors[1]), ($"error_{missing}", errors[^1])]);
        }
        Plots.Lines(File(options, "errors.png"), "Missing pixels filled in by a Markov chain", "steps of the chain", "missing pixels that are wrong, %", [.. curves]);
        vae.Save(File(options, "impute.safetensors"));
        Console.WriteLine($"Strips, curves and weights are in {Folder(options)}");
        return Result([.. results, ("weights_sha256", Sha256(vae))]);
    }

    /// <summary>Runs the chain from pixels thrown by a coin, and draws its way for the first images.</summary>
    /// <returns>The share of the missing pixels that are wrong, in percent: at the start and after each step.</returns>
    private double[] Impute(Vae vae, Tensor images, int missing, ImputeSettings options)
    {
        var rng = new RandomStream(options.Seed).Split(string.Create(CultureInfo.InvariantCulture, $"missing {missing}"));
        using var scope = new Scope();
        var seen = rng.Uniform(images.Shape, images.Device).GreaterOrEqual(missing / 100.0);
        var x = Elementwise.Where(seen, images, rng.Bernoulli(0.5, images.Shape, images.Device));
        // The original, what is seen of it (the rest grey), then the chain.
        List<Tensor> strips = [First(images), First(Elementwise.Where(seen, images, Tensor.Full(images.Shape, 0.5, images.Device)))];
        var errors = new List<double> { Wrong(x, images, seen) };
        for (var step = 1; step <= options.Steps; step++)
        {
            x = Imputation.Step(vae, x, seen, rng);
            errors.Add(Wrong(x, images, seen));
            if (shown.Contains(step)) strips.Add(First(x));
        }
        Pictures.Grid(TensorJoins.Stack([.. strips], 1).Reshape(-1, 28, 28), columns: strips.Count).Save(File(options, $"missing-{missing}.png"));
        return [.. errors];
    }

    private static Tensor First(Tensor images) => images.Slice(0, 0, Math.Min(Strips, images.Shape[0]));

    private static double Wrong(Tensor x, Tensor images, Tensor seen) => 100 * (x - images).Abs().Sum().Item() / (1 - seen).Sum().Item();
}
