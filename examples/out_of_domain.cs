#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Classifiers of digits are shown what is no digit. A good one says that it does not know: its answer has a high entropy.
// Lecture: "Introduction to Bayesian neural networks", overconfident and desired answer, out-of-domain point.

using System.ComponentModel;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<OutOfDomainExample>(args);

internal sealed class OutOfDomainSettings : TrainingSettings
{
    [CommandOption("--seeds <COUNT>")]
    [Description("Train everything COUNT times, with the seeds from --seed on, and give means and standard deviations.")]
    [DefaultValue(1)]
    public int Seeds { get; init; } = 1;

    public override ValidationResult Validate() => Seeds < 1 ? ValidationResult.Error($"--seeds must be at least 1, not {Seeds}.") : base.Validate();
}

internal sealed class OutOfDomainExample : TrainingExample<OutOfDomainSettings>
{
    private const int Members = 5, Draws = 20;

    protected override string Name => "out_of_domain";

    protected override async Task<int> Train(OutOfDomainSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var device = options.OpenDevice();
        var sets = ImageSets.Make(test, options.LoadFashionMnist(), new RandomStream(options.Seed).Split("images of no class"), device);
        var training = new ContenderTraining(options, Folder(options), cancel);
        var table = new ScoreTable([("error %", "0.00"), ("NLL", "0.0000"), .. sets.Strange.Select(set => ($"AUROC {set.Name}", "0.000")), ("confidence on clothes", "0.000")]);
        Contender bayesian;
        for (var run = 0; ; run++)
        {
            var seed = options.Seed + (ulong)run;
            var (contenders, members) = Contenders(train.Count, device);
            foreach (var contender in contenders)
                if (!await training.Fit(contender, train, options.Epochs ?? 8, seed)) return Stopped(training.Checkpoint);

            Console.WriteLine("Asking them all …");
            var noise = new RandomStream(seed).Split("answers");
            foreach (var contender in (Contender[])[.. members, .. contenders]) table.Add(contender.Name, Scores(contender, sets, noise));
            if (run == 0) Draw(options, sets, [members[0], .. contenders], noise);
            bayesian = contenders[^1];
            if (run == options.Seeds - 1) break;
        }
        return Report(options, table, bayesian);
    }

    /// <summary>All have 784–400–400–10 units; what differs is what is known about the weights.</summary>
    private static (Contender[] Contenders, Contender[] Members) Contenders(int trainingSize, Device device)
    {
        var prior = new Normal(0, 1);
        var plain = new DeepEnsemble(Members, () => Network((i, o) => new Linear(i, o))).To(device);
        var ensemble = Contender.Ensemble("ensemble of 5", "ensemble", plain, trainingSize);
        Contender[] contenders =
        [
            ensemble,
            Contender.Dropout("MC dropout", "mc_dropout", Network((i, o) => new Linear(i, o), () => new Dropout(0.5)).To(device), trainingSize, Draws),
            Contender.Bayesian("last layer", "last_layer", Network((i, o) => o == 10 ? new BayesianLinear(i, o, prior) : new Linear(i, o)).To(device), trainingSize, Draws),
            Contender.Bayesian("all layers", "bnn", Network((i, o) => new BayesianLinear(i, o, prior)).To(device), trainingSize, Draws),
        ];
        return (contenders, [.. Enumerable.Range(0, Members).Select(i => ensemble.Member("MAP", "map", i))]);
    }

    private static Sequential Network(Func<int, int, Layer> linear, Func<Layer>? after = null)
    {
        Layer[] Hidden(int inputs) => after is null ? [linear(inputs, 400), new Relu()] : [linear(inputs, 400), new Relu(), after()];
        return new([.. Hidden(784), .. Hidden(400), linear(400, 10)]);
    }

    /// <summary>Right answers for digits, and how well the entropy of the answers tells digits from images of no class.</summary>
    private static double[] Scores(Contender contender, ImageSets sets, RandomStream noise)
    {
        using var scope = new Scope();
        var known = contender.Answer(sets.Digits, noise.Split("digits"));
        var strange = sets.Strange.Select(set => contender.Answer(set.Images, noise.Split(set.Name))).ToArray();
        return
        [
            100 * (1 - Classification.Accuracy(known.Mean, sets.Labels)), Classification.NegativeLogLikelihood(known.Mean, sets.Labels),
            .. strange.Select(answer => Detection.Auroc(answer.Entropy, known.Entropy)), strange[0].Mean.Max(1).Mean().Item(),
        ];
    }

    private void Draw(OutOfDomainSettings options, ImageSets sets, Contender[] all, RandomStream noise)
    {
        using var scope = new Scope();
        double[] Entropies(Contender contender, Tensor images, string name) => contender.Answer(images, noise.Split(name)).Entropy.ToDoubles();
        Plots.Histograms(File(options, "entropies.png"), "How unsure each model is, of digits and of clothes", "entropy of the answer, nats", 25, [.. all.Select(contender =>
            (contender.Name, new[] { ("digits", Entropies(contender, sets.Digits, "digits")), ("clothes", Entropies(contender, sets.Strange[0].Images, sets.Strange[0].Name)) }))]);

        var few = sets.Few();
        Plots.Answers(File(options, "answers.png"), "What each model takes it for, and how sure it is", few, [.. all.Select(contender => (contender.Name, Cells(contender, few, noise)))]);
    }

    private static (string Text, double Depth)[] Cells(Contender contender, Tensor images, RandomStream noise)
    {
        var mean = contender.Answer(images, noise.Split("few")).Mean;
        return [.. mean.ArgMax(1).ToDoubles().Zip(mean.Max(1).ToDoubles(), (digit, sure) => (FormattableString.Invariant($"{digit}  {100 * sure:0} %"), sure))];
    }

    private int Report(OutOfDomainSettings options, ScoreTable table, Contender bayesian)
    {
        Console.WriteLine($"\nMean over {options.Seeds} seed{(options.Seeds == 1 ? "" : "s, ± standard deviation")}; AUROC: chance that an image of no class gets the higher entropy than a digit.\nMAP: each member of the ensemble{(options.Seeds == 1 ? ", ± standard deviation" : "")}.\n{table}\n");
        bayesian.Model.Save(File(options, "out_of_domain.safetensors"));
        Console.WriteLine($"Pictures and the Bayesian network's weights are in {Folder(options)}");
        double Auroc(string name) => table.Mean(name, "AUROC clothes");
        return Result(
            ("auroc_map", Auroc("MAP")),
            ("auroc_bnn", Auroc("all layers")),
            ("auroc_mc_dropout", Auroc("MC dropout")),
            ("auroc_ensemble", Auroc("ensemble of 5")),
            ("auroc_last_layer", Auroc("last layer")),
            ("ensemble_gain", Auroc("ensemble of 5") - Auroc("MAP")),
            ("ensemble_nll_ratio", table.Mean("ensemble of 5", "NLL") / table.Mean("MAP", "NLL")),
            ("test_error_percent", table.Mean("all layers", "error %")),
            ("weights_sha256", Sha256(bayesian.Model)));
    }
}

/// <summary>The digits, and images of no class: other things, letters, and what rotation and noise make.</summary>
internal sealed record ImageSets(Tensor Digits, Tensor Labels, (string Name, Tensor Images)[] Strange)
{
    private const int Most = 2000;

    /// <summary>Capital letters that no digit looks like.</summary>
    private const string Alphabet = "ACEFHJKMNPRTUVWXY";

    public static ImageSets Make(Dataset digits, Dataset clothes, RandomStream rng, Device device)
    {
        var count = Math.Min(Most, digits.Count);
        return new(digits.Images(device), digits.Labels(device),
        [
            ("clothes", clothes.Images(device)),
            ("letters", NoisyLetters(count, rng.Split("letters")).To(device)),
            ("turned digits", OnTheirSide(digits.Take(count)).To(device)),
            ("noise", rng.Split("noise").Uniform([count, digits.Features], device)),
        ]);
    }

    /// <summary>Letters turned by up to 45° to either side, under noise of deviation 0.3.</summary>
    private static Tensor NoisyLetters(int count, RandomStream rng)
    {
        var letters = string.Concat(Enumerable.Range(0, count).Select(_ => Alphabet[rng.NextInteger(Alphabet.Length)]));
        double[] degrees = [.. letters.Select(_ => 90 * rng.NextDouble() - 45)];
        var images = Letters.Draw(letters, degrees);
        return (images + rng.Normal(images.Shape) * 0.3).Clamp(0, 1);
    }

    /// <summary>Digits turned by 90°; not the zeros, which stay zeros.</summary>
    private static Tensor OnTheirSide(Dataset digits)
    {
        var (pixels, labels, side) = (digits.Images().ToArray(), digits.Labels().ToArray(), digits.Width);
        var kept = Enumerable.Range(0, digits.Count).Where(i => labels[i] != 0).ToArray();
        var turned = new float[kept.Length * side * side];
        for (var i = 0; i < turned.Length; i++)
        {
            var (image, y, x) = (i / (side * side), i / side % side, i % side);
            turned[i] = pixels[kept[image] * side * side + (side - 1 - x) * side + y];
        }
        return Tensor.From(turned, [kept.Length, side * side]);
    }

    /// <summary>Two of each kind, digits first.</summary>
    public Tensor Few() => TensorJoins.Concat([.. Strange.Select(set => set.Images).Prepend(Digits).Select(images => images.Slice(0, 0, 2))]);
}
