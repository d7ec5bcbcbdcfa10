#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Bayes by Backprop: every weight is a normal distribution, trained by the evidence lower bound with one draw of the weights a step.
// Then weights that are mostly noise, by |μ|/σ, are left out.
// Lecture: "Bayesian neural networks". Blundell et al., "Weight Uncertainty in Neural Networks", ICML 2015.

using System.ComponentModel;
using System.Globalization;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<BayesByBackpropExample>(args);

internal sealed class BayesByBackpropSettings : TrainingSettings
{
    [CommandOption("--prior <KIND>")]
    [Description("normal: N(0, deviation²); mixture: the paper's two normals, ¼·N(0, 1) + ¾·N(0, e⁻¹²).")]
    [DefaultValue("normal")]
    public string Prior { get; init; } = "normal";

    [CommandOption("--prior-deviation <NUMBER>")]
    [Description("Deviation of the normal prior.")]
    [DefaultValue(1.0)]
    public double PriorDeviation { get; init; } = 1;

    [CommandOption("--estimator <KIND>")]
    [Description("weights (one draw a step), local (reparameterization of the activations) or flipout.")]
    [DefaultValue("weights")]
    public string Estimator { get; init; } = "weights";

    [CommandOption("--draws <COUNT>")]
    [Description("Networks that an answer is averaged over.")]
    [DefaultValue(20)]
    public int Draws { get; init; } = 20;

    public override ValidationResult Validate() =>
        Prior is not ("normal" or "mixture") ? ValidationResult.Error($"--prior must be normal or mixture, not '{Prior}'.")
        : !(PriorDeviation > 0) ? ValidationResult.Error($"--prior-deviation must be above 0, not {PriorDeviation}.")
        : Estimator is not ("weights" or "local" or "flipout") ? ValidationResult.Error($"--estimator must be weights, local or flipout, not '{Estimator}'.")
        : Draws < 1 ? ValidationResult.Error($"--draws must be at least 1, not {Draws}.")
        : base.Validate();

    public Prior MakePrior() => Prior == "mixture"
        ? Engine.Models.Prior.MonteCarlo(new ScaleMixture(0.25, 1, Math.Exp(-6)))      // its divergence has no closed form
        : new NormalPrior(0, PriorDeviation);

    public WeightEstimator MakeEstimator() => Estimator switch
    {
        "local" => WeightEstimator.LocalReparameterization,
        "flipout" => WeightEstimator.Flipout,
        _ => WeightEstimator.WeightSampling,
    };
}

internal sealed class BayesByBackpropExample : TrainingExample<BayesByBackpropSettings>
{
    private static readonly double[] shares = [0, 0.5, 0.75, 0.9, 0.95, 0.98];

    protected override string Name => "bayes_by_backprop";

    protected override async Task<int> Train(BayesByBackpropSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        BayesianLinear Layer(int inputs, int outputs) => new(inputs, outputs, options.MakePrior(), options.MakeEstimator(), initialDeviation: 0.0067);
        var net = new Sequential(Layer(784, 400), new Relu(), Layer(400, 400), new Relu(), Layer(400, 10)).To(options.OpenDevice());
        net.Initialize(new RandomStream(options.Seed));

        var epochs = options.Epochs ?? 15;
        var steps = epochs * (long)train.BatchCount(100);
        var elbo = new Elbo(trainingSize: train.Count);                 // E_q[ln p(y|x, w)] − KL(q ‖ p)
        var trainer = new Trainer(net, new Adam(1e-3), elbo)
        {
            Seed = options.Seed,
            BatchSize = 100,
            Schedule = new PiecewiseSchedule(1e-3, (steps * 2 / 3, 1e-3 / 3), (steps * 5 / 6, 1e-4)),
            Progress = Progress,
            CheckpointPath = File(options, "checkpoint.safetensors"),
            Metrics = new Dictionary<string, Func<RandomStream, double>> { ["test error %"] = _ => ErrorPercent(net, test, 0, options) },
        };
        if (options.Resume) trainer.Resume(trainer.CheckpointPath);
        var history = await trainer.Fit(train, epochs, cancel);
        if (!history.Finished) return Stopped(trainer.CheckpointPath);

        var bound = Bound(net, train, elbo, options);
        var curve = Prune(net, test, options);
        DrawPictures(net, curve, options);
        net.Save(File(options, "bayes_by_backprop.safetensors"));
        Console.WriteLine($"Pictures and weights are in {Folder(options)}");
        return Result(
            ("test_error_percent", curve[0].Drawn), ("elbo", bound), ("mean_weights_error_percent", curve[0].Mean),
            ("pruned75_error_percent", curve[2].Drawn), ("pruned95_error_percent", curve[4].Drawn), ("weights_sha256", Sha256(net)));
    }

    /// <summary>The evidence lower bound of the whole training set for one image, in nats.</summary>
    private static double Bound(Sequential net, Dataset train, Elbo elbo, BayesByBackpropSettings options)
    {
        var (noise, sum) = (new RandomStream(options.Seed).Split("bound"), 0.0);
        foreach (var batch in train.Batches(1000, device: net.Device))
        {
            using var scope = new Scope();
            sum += elbo.Of(net, batch, noise).Item() * batch.Images.Shape[0];
        }
        return sum / train.Count;
    }

    /// <summary>Test errors in percent without the given shares of the weights: of answers averaged over draws, and of the mean weights.</summary>
    private static (double Share, double Drawn, double Mean)[] Prune(Sequential net, Dataset test, BayesByBackpropSettings options)
    {
        var curve = shares.Select(share =>
        {
            var pruned = net.Pruned(share);
            return (share, ErrorPercent(pruned, test, options.Draws, options), ErrorPercent(pruned, test, 0, options));
        }).ToArray();
        Console.WriteLine($"weights left out   error %, {options.Draws} draws   error %, mean weights");
        foreach (var (share, drawn, mean) in curve) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{100 * share,14:0} %{drawn,21:F2}{mean,24:F2}"));
        return curve;
    }

    /// <param name="net">The network.</param>
    /// <param name="test">Labelled images.</param>
    /// <param name="draws">Networks to average over; 0 for the one with mean weights.</param>
    /// <param name="options">For the seed.</param>
    private static double ErrorPercent(Sequential net, Dataset test, int draws, BayesByBackpropSettings options)
    {
        var (noise, wrong) = (new RandomStream(options.Seed).Split("draws"), 0.0);
        foreach (var (images, labels) in test.Batches(1000, device: net.Device))
        {
            using var scope = new Scope();
            var answers = draws == 0 ? net.Forward(images) : Predictive.Of(net, images, draws, noise).LogMean;
            wrong += answers.ArgMax(axis: 1).ToArray().Zip(labels.ToArray(), (answer, label) => answer == label ? 0 : 1).Sum();
        }
        return 100 * wrong / test.Count;
    }

    private void DrawPictures(Sequential net, (double Share, double Drawn, double Mean)[] curve, BayesByBackpropSettings options)
    {
        var posteriors = Pruning.Posteriors(net).ToArray();
        var noise = new BayesianPass(new RandomStream(options.Seed).Split("picture"), countsDivergence: false);
        double[] means = [.. posteriors.SelectMany(posterior => posterior.Mean.ToDoubles())];
        double[] draw = [.. posteriors.SelectMany(posterior => noise.Sample(posterior.Mean, posterior.Rho).ToDoubles())];
        static double[] Shown(double[] weights) => [.. weights.Where(weight => Math.Abs(weight) <= 0.3)];
        Plots.Histograms(File(options, "weights.png"), "Weights after training", "weight (those beyond ±0.3 are not shown)", 61,
            ("", [("means", Shown(means)), ("one draw", Shown(draw))]));

        double[] decibels = [.. Pruning.SignalToNoise(net).Where(ratio => ratio > 1e-4).Select(ratio => 10 * Math.Log10(ratio))];
        Plots.Histograms(File(options, "signal-to-noise.png"), "How much of each weight is signal", "10·log₁₀(|μ|/σ), decibels", 60, ("", [("weights", decibels)]));

        double[] removed = [.. curve.Select(point => 100 * point.Share)];
        Plots.Lines(File(options, "pruning.png"), "Test error without the noisiest weights", "weights left out, %", "test error, %",
            ($"{options.Draws} draws", removed, [.. curve.Select(point => point.Drawn)]), ("mean weights", removed, [.. curve.Select(point => point.Mean)]));
    }
}
