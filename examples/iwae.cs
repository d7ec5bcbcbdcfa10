#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Importance-weighted autoencoders on MNIST: the same network by the bounds of k = 1, 5 and 50 samples, and the log-likelihood that each
// of them reaches. The pixels are drawn black or white anew each time an image is seen; the test images once.
// Lecture: "Variational autoencoders". Burda, Grosse & Salakhutdinov, arXiv:1509.00519, table 1 (one stochastic layer).

using System.ComponentModel;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<IwaeExample>(args);

internal sealed class IwaeSettings : LikelihoodSettings
{
    [CommandOption("-k <COUNT>")]
    [Description("Train only the model of the bound with COUNT samples; 1, 5 and 50 one after the other unless given.")]
    public int? K { get; init; }

    [CommandOption("--first <EPOCHS>")]
    [Description("How many of the epochs are trained with at most 5 samples, which takes a tenth of the time of 50.")]
    [DefaultValue(0)]
    public int First { get; init; }

    public override ValidationResult Validate() =>
        K < 1 ? ValidationResult.Error($"-k must be at least 1, not {K}.")
        : First < 0 ? ValidationResult.Error($"--first must be at least 0, not {First}.")
        : base.Validate();
}

/// <summary>The bound of few samples for the first steps, then that of all: most of what a model learns, it learns by either.</summary>
internal sealed class GrowingIwae(int samples, long firstSteps) : LatentObjective
{
    private readonly Iwae first = new(Math.Min(samples, 5)), then = new(samples);

    public override Tensor Bound(ILatentVariableModel model, Tensor x, RandomStream noise, long step = 0) =>
        (step < firstSteps ? first : then).Bound(model, x, noise, step);
}

/// <summary>The models of the example, to be saved in one file.</summary>
internal sealed class Models : Module
{
    public void Add(string name, Vae model) => Register(name, model);
}

internal sealed class IwaeExample : TrainingExample<IwaeSettings>
{
    private const int BatchSize = 100;

    protected override string Name => "iwae";

    protected override async Task<int> Train(IwaeSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var blackOrWhite = BlackOrWhite.Of(test.Take(Math.Min(options.NllImages, test.Count)), options.Seed);
        var (models, results) = (new Models(), new List<(string, object)>());
        foreach (var k in options.K is { } one ? [one] : new[] { 1, 5, 50 })
        {
            Console.WriteLine($"k = {k}");
            var (vae, checkpoint) = await Fit(k, train, options, first: results.Count == 0, cancel);
            if (vae is null) return Stopped(checkpoint);
            Pictures.Grid(vae.Sample(100, new RandomStream(options.Seed).Split("samples")), columns: 10).Save(File(options, $"samples-k{k}.png"));
            var nll = ImportanceSampling.NegativeLogLikelihood(vae, blackOrWhite, options.NllSamples, new RandomStream(options.Seed).Split("nll"));
            Console.WriteLine(FormattableString.Invariant($"NLL {nll:0.00} nats, of {blackOrWhite.Count} test images by {options.NllSamples} samples each"));
            results.Add(($"nll_k{k}", nll));
            models.Add($"k{k}", vae);
        }
        models.Save(File(options, "iwae.safetensors"));
        Console.WriteLine($"Samples and weights are in {Folder(options)}");
        return Result([.. results, ("weights_sha256", Sha256(models))]);
    }

    private async Task<(Vae? Model, string Checkpoint)> Fit(int k, Dataset train, IwaeSettings options, bool first, CancellationToken cancel)
    {
        var epochs = options.Epochs ?? 6;
        var perEpoch = train.BatchCount(BatchSize);
        var vae = new Vae(
            new GaussianEncoder(new Sequential(new Linear(784, 200), new Tanh(), new Linear(200, 200), new Tanh()), hidden: 200, latent: 50),
            new BernoulliDecoder(new Sequential(new Linear(50, 200), new Tanh(), new Linear(200, 200), new Tanh(), new Linear(200, 784))))
        {
            Objective = new GrowingIwae(k, (long)options.First * perEpoch),
        }.To(options.OpenDevice());
        vae.Initialize(new RandomStream(options.Seed));
        ((BernoulliDecoder)vae.Decoder).StartAt(train.Images().Mean(0));

        var trainer = new Trainer(vae, new Adam(2e-3), BlackOrWhite.Loss(vae))
        {
            BatchSize = BatchSize,
            Seed = options.Seed,
            Schedule = new CosineSchedule(2e-3, (long)epochs * perEpoch, last: 1e-4),
            Progress = Progress,
            CheckpointPath = File(options, $"k{k}-checkpoint.safetensors"),
        };
        // A run that was stopped has no checkpoint of the models after the one it was at; without any there is nothing to go on from.
        if (options.Resume && (first || System.IO.File.Exists(trainer.CheckpointPath))) trainer.Resume(trainer.CheckpointPath);
        var history = await trainer.Fit(train, epochs, cancel);
        return (history.Finished ? vae : null, trainer.CheckpointPath);
    }
}
