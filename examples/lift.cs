#:project Common/Examples.Common.csproj
#:property PublishAot=false

// A trained network becomes Bayesian: its last layer, its last two, all. Each starts at the trained weights and is trained on a little.
// Lecture: "When lifting a NN to be a Bayesian one, you do not need to make every single layer probabilistic; having fewer Bayesian layers is
// often better for stability". Krishnan, Subedar & Tickoo, AAAI 2020, arXiv:1906.05323 (MOPED).

using System.ComponentModel;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<LiftExample>(args);

internal sealed class LiftSettings : TrainingSettings
{
    [CommandOption("--tuning <COUNT>")]
    [Description("Passes over the training images after a layer was lifted.")]
    [DefaultValue(2)]
    public int Tuning { get; init; } = 2;

    [CommandOption("--seeds <COUNT>")]
    [Description("Do everything COUNT times, with the seeds from --seed on, and give means and standard deviations.")]
    [DefaultValue(1)]
    public int Seeds { get; init; } = 1;

    public override ValidationResult Validate() =>
        Tuning < 1 ? ValidationResult.Error($"--tuning must be at least 1, not {Tuning}.")
        : Seeds < 1 ? ValidationResult.Error($"--seeds must be at least 1, not {Seeds}.")
        : base.Validate();
}

internal sealed class LiftExample : TrainingExample<LiftSettings>
{
    private const int BatchSize = 100, Draws = 20;
    private static readonly string[] dense = ["0", "2", "4"], columns = ["error %", "NLL", "ECE %", "entropy digits", "entropy clothes", "AUROC", "noise at first", "noise at last"];
    private static readonly string[] rows = ["plain", "plain, tuned", "last layer", "last two", "all three"];

    protected override string Name => "lift";

    protected override async Task<int> Train(LiftSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var (clothes, device) = (options.LoadFashionMnist(), options.OpenDevice());
        var table = new ScoreTable([.. columns.Zip(["0.00", "0.0000", "0.00", "0.000", "0.000", "0.000", "0.000", "0.000"])]);
        Layer last = null!;
        for (var run = 0; run < options.Seeds; run++)
        {
            var seed = options.Seed + (ulong)run;
            var plain = new Sequential(new Linear(784, 400), new Relu(), new Linear(400, 400), new Relu(), new Linear(400, 10)).To(device);
            plain.Initialize(new RandomStream(seed));
            foreach (var row in rows)
            {
                var bayesian = Array.IndexOf(rows, row) - 1;            // layers that become so, the last first
                last = bayesian < 0 ? plain
                    : bayesian == 0 ? plain.Clone()                     // trained on without a change: what the others are to be compared with
                    : Bayesian.Lift(plain, LayerChoice.Named(dense[^bayesian..]), Prior.AtTrainedWeights());
                IObjective objective = bayesian > 0 ? new Elbo(train.Count) : new MaximumLikelihood(train.Count);
                var atFirst = GradientNoise(last, objective, train, seed);
                var checkpoint = File(options, $"{seed}-{bayesian + 1}-checkpoint.safetensors");
                Console.WriteLine($"{row}, seed {seed}");
                if (!await Fit(last, objective, train, bayesian < 0 ? options.Epochs ?? 5 : options.Tuning, seed, checkpoint, options.Resume && (bayesian < 0 && run == 0 || System.IO.File.Exists(checkpoint)), cancel)) return Stopped(checkpoint);
                table.Add(row, [.. Scores(last, bayesian > 0 ? Draws : 1, test, clothes, seed), atFirst, GradientNoise(last, objective, train, seed)]);
            }
        }
        return Report(options, table, last);
    }

    private static async Task<bool> Fit(Layer network, IObjective objective, Dataset train, int epochs, ulong seed, string checkpoint, bool resume, CancellationToken cancel)
    {
        var trainer = new Trainer(network, new Adam(1e-3), objective)
        {
            BatchSize = BatchSize,
            Seed = seed,
            Schedule = new CosineSchedule(1e-3, epochs * (long)train.BatchCount(BatchSize)),
            Progress = Progress,
            CheckpointPath = checkpoint,
        };
        if (resume) trainer.Resume(checkpoint);
        return (await trainer.Fit(train, epochs, cancel)).Finished;
    }

    /// <summary>What the answer, averaged over draws, is worth for digits, and how unsure it is of them and of clothes.</summary>
    private static double[] Scores(Layer network, int draws, Dataset test, Dataset clothes, ulong seed)
    {
        using var scope = new Scope();
        var (noise, labels) = (new RandomStream(seed).Split("answers"), test.Labels(network.Device));
        var known = Predictive.Of(network, test.Images(network.Device), draws, noise);
        var strange = Predictive.Of(network, clothes.Images(network.Device), draws, noise);
        return
        [
            100 * (1 - Classification.Accuracy(known.Mean, labels)), Classification.NegativeLogLikelihood(known.Mean, labels), 100 * Calibration.ExpectedError(known.Mean, labels),
            known.Entropy.Mean().Item(), strange.Entropy.Mean().Item(), Detection.Auroc(strange.Entropy, known.Entropy),
        ];
    }

    /// <summary>
    /// How much the gradient of one batch depends on the draw: √ of the variance over thirty draws, summed over the (mean) weights of all dense
    /// layers. These are the same weights for every network, whichever of its layers are Bayesian.
    /// </summary>
    private static double GradientNoise(Layer network, IObjective objective, Dataset train, ulong seed)
    {
        const int draws = 30;
        var weights = network.Parameters.Where(parameter => parameter.Name.EndsWith(".weight", StringComparison.Ordinal) || parameter.Name.EndsWith(".weight.mean", StringComparison.Ordinal)).ToArray();
        var noise = new RandomStream(seed).Split("gradients");
        foreach (var batch in train.Batches(Math.Min(BatchSize, train.Count), device: network.Device))
        {
            using var scope = new Scope();
            var all = new Tensor[draws];
            for (var draw = 0; draw < draws; draw++)
            {
                using var tape = Tape.Record(network.Parameters);
                var gradients = tape.Gradient(objective.Loss(network, batch, noise));
                all[draw] = TensorJoins.Concat([.. weights.Select(weight => gradients[weight].Flatten())]).Keep();
            }
            var variance = TensorJoins.Stack(all).Variance(0).Sum().Item();
            foreach (var gradient in all) gradient.Dispose();
            return Math.Sqrt(variance);
        }
        return 0;
    }

    private int Report(LiftSettings options, ScoreTable table, Layer last)
    {
        Console.WriteLine($"\n{(options.Seeds == 1 ? "" : $"Mean over {options.Seeds} seeds, ± standard deviation. ")}NLL and entropies in nats; AUROC: chance that clothes get the higher entropy than a digit; noise: of the gradient, before and after tuning.\n{table}\n");
        double[] layers = [0, 1, 2, 3];
        double[] Means(string column) => [.. rows[1..].Select(row => table.Mean(row, column))];
        double[] Relative(string column) => [.. Means(column).Select(mean => mean / table.Mean(rows[1], column))];
        const string across = "Bayesian layers of three, the last first";
        Plots.Lines(File(options, "answers.png"), "What lifting changes in the answers", across, "relative to the plain network, tuned as long",
            ("test error", layers, Relative("error %")), ("negative log-likelihood", layers, Relative("NLL")),
            ("expected calibration error", layers, Relative("ECE %")), ("entropy for clothes", layers, Relative("entropy clothes")));
        Plots.Lines(File(options, "gradient-noise.png"), "Noise of the gradient that the draws bring", across, "√ of the summed variance",
            ("before tuning", layers, Means("noise at first")), ("after tuning", layers, Means("noise at last")));
        last.Save(File(options, "lift.safetensors"));
        Console.WriteLine($"Pictures and the weights of the network with all layers lifted are in {Folder(options)}");
        return Result(
            ("error_plain_percent", table.Mean("plain", "error %")), ("error_tuned_percent", table.Mean("plain, tuned", "error %")),
            ("error_last_percent", table.Mean("last layer", "error %")), ("error_all_percent", table.Mean("all three", "error %")),
            ("noise_last", table.Mean("last layer", "noise at last")), ("noise_all", table.Mean("all three", "noise at last")), ("weights_sha256", Sha256(last)));
    }
}
