#:project Common/Examples.Common.csproj
#:property PublishAot=false

// How many latent dimensions does a variational autoencoder need? The bound over training for 3 to 200 of them: it rises with their number.
// More than are needed do no harm in the end, for the divergence switches them off; but that takes time (--epochs 20), and until then they
// lag. Kingma & Welling, arXiv:1312.6114, figure 2.

using System.ComponentModel;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<LatentsExample>(args);

internal sealed class LatentsSettings : TrainingSettings
{
    [CommandOption("--latents <NUMBERS>")]
    [Description("Latent dimensions to compare, with commas between.")]
    [DefaultValue("3,5,10,20,200")]
    public string Latents { get; init; } = "";

    public int[] Numbers => Array.ConvertAll(Latents.Split(','), text => int.TryParse(text, out var number) ? number : 0);

    public override ValidationResult Validate() => Array.TrueForAll(Numbers, number => number > 0) ? base.Validate()
        : ValidationResult.Error($"--latents must be whole numbers of at least 1 with commas between, not {Latents}.");
}

internal sealed class LatentsExample : TrainingExample<LatentsSettings>
{
    protected override string Name => "vae_latents";

    protected override async Task<int> Train(LatentsSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        List<(string Name, double[] X, double[] Y)> curves = [], trained = [];
        List<(string Key, object Value)> results = [];
        var weights = "";
        foreach (var latent in options.Numbers)
        {
            Console.WriteLine($"{latent} latent dimensions:");
            var vae = new Vae(new GaussianEncoder(784, hidden: 500, latent), new BernoulliDecoder(latent, hidden: 500, 784)).To(options.OpenDevice());
            vae.Initialize(new RandomStream(options.Seed));
            ((BernoulliDecoder)vae.Decoder).StartAt(train.Images().Mean(0));

            var checkpoint = File(options, $"{latent}-checkpoint.safetensors");
            var trainer = new Trainer(vae, new Adam(1e-3))
            {
                BatchSize = 100,
                Seed = options.Seed,
                Progress = Progress,
                CheckpointPath = checkpoint,
                Metrics = new Dictionary<string, Func<RandomStream, double>> { ["test −ELBO"] = rng => vae.NegativeElbo(test, rng) },
            };
            // A run that was stopped has no checkpoint of the networks after the one it was at; without any there is nothing to go on from.
            if (options.Resume && (curves.Count == 0 || System.IO.File.Exists(checkpoint))) trainer.Resume(checkpoint);
            var history = await trainer.Fit(train, options.Epochs ?? 3, cancel);
            if (!history.Finished) return Stopped(checkpoint);

            double[] seen = [.. history.Epochs.Select(epoch => (double)epoch.Epoch * train.Count)];
            curves.Add(($"{latent}, test", seen, [.. history.Series("test −ELBO").Select(loss => -loss)]));
            trained.Add(($"{latent}, train", seen, [.. history.Series("loss").Select(loss => -loss)]));
            var report = LatentReport.Of(vae, test, new RandomStream(options.Seed).Split("report"));
            results.Add(($"bound_{latent}", -history.Epochs[^1].Metrics["test −ELBO"]));
            results.Add(($"active_{latent}", report.Layers[0].ActiveUnits));
            vae.Save(File(options, "vae_latents.safetensors"));
            weights = Sha256(vae);
        }
        Plots.Lines(File(options, "bound.png"), "The bound by the number of latent dimensions", "training samples seen", "ELBO, nats per image", [.. curves, .. trained]);
        Console.WriteLine($"The plot and the last weights are in {Folder(options)}");
        return Result([.. results, ("weights_sha256", weights)]);
    }
}
