#:project Common/Examples.Common.csproj
#:property PublishAot=false

// A trained autoencoder whose decoder becomes Bayesian: many decoders, which agree on digits and disagree on what is none.
// Lecture: "Lifting", for the second half's models. Kingma & Welling, arXiv:1312.6114, appendix F; MOPED, arXiv:1906.05323.

using System.ComponentModel;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<LiftedVaeExample>(args);

internal sealed class LiftedVaeSettings : TrainingSettings
{
    [CommandOption("--tuning <COUNT>")]
    [Description("Passes over the training images after the decoder was lifted.")]
    [DefaultValue(5)]
    public int Tuning { get; init; } = 5;

    public override ValidationResult Validate() => Tuning < 1 ? ValidationResult.Error($"--tuning must be at least 1, not {Tuning}.") : base.Validate();
}

internal sealed class LiftedVaeExample : TrainingExample<LiftedVaeSettings>
{
    private const int Latent = 20, Hidden = 200, Draws = 20, Shown = 12;

    protected override string Name => "lifted_vae";

    protected override async Task<int> Train(LiftedVaeSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var (clothes, rng) = (options.LoadFashionMnist(), new RandomStream(options.Seed));
        var plain = new Vae(new GaussianEncoder(784, Hidden, Latent), new BernoulliDecoder(Latent, Hidden, 784)).To(options.OpenDevice());
        plain.Initialize(rng);
        ((BernoulliDecoder)plain.Decoder).StartAt(train.Images().Mean(0));
        Console.WriteLine("Plain");
        var trainer = Trainer(plain, data => random => plain.NegativeElbo(data, random), "plain");
        if (options.Resume) trainer.Resume(trainer.CheckpointPath!);
        if (!(await trainer.Fit(train, options.Epochs ?? 10, cancel)).Finished) return Stopped(trainer.CheckpointPath!);

        // Every weight of the decoder gets a deviation; encoder and means are trained on with it.
        var lifted = LiftedVae.Lift(plain, train.Count, Prior.AtTrainedWeights(), initialDeviation: 0.02);
        Console.WriteLine("Lifted");
        trainer = Trainer(lifted, data => random => lifted.NegativeElbo(data, random), "lifted");
        if (options.Resume && System.IO.File.Exists(trainer.CheckpointPath)) trainer.Resume(trainer.CheckpointPath);
        if (!(await trainer.Fit(train, options.Tuning, cancel)).Finished) return Stopped(trainer.CheckpointPath!);

        lifted.Save(File(options, "lifted_vae.safetensors"));
        using var scope = new Scope();
        var price = new BayesianPass(rng.Split("price")).DrawAll(lifted).Divergence(lifted).Item() / train.Count;
        var (known, strange) = (Deviation(lifted, test, rng.Split("known")), Deviation(lifted, clothes, rng.Split("strange")));
        Pictures.Grid(TensorJoins.Concat([.. Rows(lifted, test, rng.Split("digits")), .. Rows(lifted, clothes, rng.Split("clothes"))]), columns: Math.Min(Shown, test.Count)).Save(File(options, "deviations.png"));
        Plots.Histograms(File(options, "histogram.png"), "How much the decoders disagree", "deviation, root mean square of the pixels", bins: 40,
            ("", [("digits", known.ToDoubles()), ("clothes", strange.ToDoubles())]));
        Console.WriteLine($"Pictures and weights are in {Folder(options)}");
        return Result(
            ("test_neg_elbo_plain", plain.NegativeElbo(test, rng.Split("plain"))), ("test_neg_elbo_lifted", lifted.NegativeElbo(test, rng.Split("lifted"))), ("weights_nats_per_image", price),
            ("deviation_digits", known.Mean().Item()), ("deviation_clothes", strange.Mean().Item()), ("auroc", Detection.Auroc(strange, known)),
            ("weights_sha256", Sha256(lifted)));

        Trainer Trainer<M>(M model, Func<Dataset, Func<RandomStream, double>> error, string name) where M : Module, ITrainable => new(model, new Adam(1e-3))
        {
            BatchSize = 256,
            Seed = options.Seed,
            Progress = Progress,
            CheckpointPath = File(options, $"{name}-checkpoint.safetensors"),
            Metrics = new Dictionary<string, Func<RandomStream, double>> { ["test −ELBO"] = error(test) },
        };
    }

    /// <summary>Root mean square over the pixels of the standard deviation over decoders, of up to a thousand images.</summary>
    private static Tensor Deviation(LiftedVae lifted, Dataset data, RandomStream rng) =>
        lifted.Reconstruct(data.Take(Math.Min(1000, data.Count)).Images(lifted.Device), Draws, rng).Variance.Mean(-1).Sqrt();

    /// <summary>Images; the means of what the decoders make of them; their standard deviations, white from a quarter on.</summary>
    private static Tensor[] Rows(LiftedVae lifted, Dataset data, RandomStream rng)
    {
        var images = data.Take(Math.Min(Shown, data.Count)).Images(lifted.Device);
        var answers = lifted.Reconstruct(images, Draws, rng);
        return [images, answers.Mean, answers.Variance.Sqrt() * 4];
    }
}
