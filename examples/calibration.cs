#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Is a classifier right in 90 of 100 cases in which it is 90 % sure? Four ways to answer, trained on few images so that there is much to be
// unsure of, and temperature scaling of the plain network. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017.
// Lecture: "Introduction to Bayesian neural networks", overconfident and desired answer.

using Engine;
using Engine.Models;
using Examples;

return Example.Run<CalibrationExample>(args);

internal sealed class CalibrationExample : TrainingExample
{
    private const int Members = 5, Draws = 20, Few = 2000;

    protected override string Name => "calibration";

    protected override async Task<int> Train(TrainingSettings options, CancellationToken cancel)
    {
        var (all, test) = options.LoadMnist();
        var device = options.OpenDevice();
        // A network that has seen 60,000 digits is sure and right; one that has seen 2,000 is only sure. As many are held out for the temperature.
        var train = all.Take(Math.Min(Few, all.Count / 2));
        var heldOut = all.Slice(train.Count, train.Count);

        var contenders = Contenders(train.Count, device);
        var training = new ContenderTraining(options, Folder(options), cancel);
        foreach (var contender in contenders)
            if (!await training.Fit(contender, train, options.Epochs ?? 30, options.Seed)) return Stopped(training.Checkpoint);

        var plain = contenders[0].Member("MAP", "map", 0);
        var noise = new RandomStream(options.Seed).Split("answers");
        var (images, labels) = (test.Images(device), test.Labels(device));
        var temperature = TemperatureScaling.Fit(plain.Answer(heldOut.Images(device), noise).LogMean, heldOut.Labels(device));
        var answer = plain.Answer(images, noise);
        (string Name, string Key, Tensor Probabilities)[] answers =
        [
            ("MAP", "map", answer.Mean),
            ("MAP, scaled", "temperature", temperature.Apply(answer.LogMean).Softmax()),
            .. contenders.Select(contender => (contender.Name, contender.Key, contender.Answer(images, noise.Split(contender.Key)).Mean)),
        ];
        return Report(options, train.Count, temperature, answers, labels, contenders[^1].Model);
    }

    /// <summary>All have 784–400–400–10 units.</summary>
    private static Contender[] Contenders(int trainingSize, Device device)
    {
        var prior = new Normal(0, 1);
        static Sequential Network(Func<int, int, Layer> linear) => new(linear(784, 400), new Relu(), linear(400, 400), new Relu(), linear(400, 10));
        static Sequential WithDropout() => new(new Linear(784, 400), new Relu(), new Dropout(0.5), new Linear(400, 400), new Relu(), new Dropout(0.5), new Linear(400, 10));
        return
        [
            Contender.Ensemble("ensemble of 5", "ensemble", new DeepEnsemble(Members, () => Network((i, o) => new Linear(i, o))).To(device), trainingSize),
            Contender.Dropout("MC dropout", "mc_dropout", WithDropout().To(device), trainingSize, Draws),
            Contender.Bayesian("BNN", "bnn", Network((i, o) => new BayesianLinear(i, o, prior)).To(device), trainingSize, Draws),
        ];
    }

    private int Report(TrainingSettings options, int trainingSize, TemperatureScaling temperature, (string Name, string Key, Tensor Probabilities)[] answers, Tensor labels, Module bayesian)
    {
        var table = new ScoreTable(("error %", "0.00"), ("mean confidence", "0.0000"), ("ECE", "0.0000"), ("adaptive ECE", "0.0000"), ("NLL", "0.0000"));
        foreach (var (name, _, p) in answers)
            table.Add(name, 100 * (1 - Classification.Accuracy(p, labels)), p.Max(1).Mean().Item(), Calibration.ExpectedError(p, labels), Calibration.AdaptiveError(p, labels), Classification.NegativeLogLikelihood(p, labels));
        Console.WriteLine(FormattableString.Invariant($"\nTrained on {trainingSize} images; temperature {temperature.Temperature:0.000}, fitted to as many others\n{table}\n"));

        Plots.Reliability(File(options, "reliability.png"), $"Right answers by confidence, after {trainingSize} training images", [.. answers.Select(answer => (answer.Name, Calibration.Diagram(answer.Probabilities, labels)))]);
        bayesian.Save(File(options, "calibration.safetensors"));
        Console.WriteLine($"The diagrams and the Bayesian network's weights are in {Folder(options)}");
        return Result(
        [
            .. answers.Select(answer => ($"ece_{answer.Key}", (object)table.Mean(answer.Name, "ECE"))),
            ("temperature", temperature.Temperature),
            ("error_map_percent", table.Mean("MAP", "error %")),
            ("error_temperature_percent", table.Mean("MAP, scaled", "error %")),
            ("weights_sha256", Sha256(bayesian)),
        ]);
    }
}
