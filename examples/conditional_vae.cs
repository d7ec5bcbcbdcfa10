#:project Common/Examples.Common.csproj
#:property PublishAot=false

// A variational autoencoder that is told the digit: it writes the one that is asked for, and a test image's digit anew as all others.
// Lecture: "Conditional VAE". Kingma, Rezende, Mohamed & Welling, arXiv:1406.5298; Sohn, Lee & Yan, NIPS 2015.

using System.ComponentModel;
using Engine;
using Engine.Models;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<ConditionalVaeExample>(args);

internal sealed class ConditionalVaeSettings : TrainingSettings
{
    [CommandOption("--beta <FACTOR>")]
    [Description("Of the divergence in training; 1 trains the bound itself. The dearer z is, the less of the digit hides in it.")]
    [DefaultValue(2.0)]
    public double Beta { get; init; } = 2;

    public override ValidationResult Validate() => !(Beta > 0) ? ValidationResult.Error($"--beta must be above 0, not {Beta}.") : base.Validate();
}

internal sealed class ConditionalVaeExample : TrainingExample<ConditionalVaeSettings>
{
    private const int Digits = 10, Hidden = 400, Latent = 10, Shown = 10;

    protected override string Name => "conditional_vae";

    protected override async Task<int> Train(ConditionalVaeSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var device = options.OpenDevice();
        var cvae = new ConditionalVae(
            new LabelCondition(Digits),                                                                             // y = the digit, as ten numbers of which one is 1
            encoder: new GaussianEncoder(new Sequential(Two(784 + Digits)), Hidden, Latent),                        // x, y → q(z|x, y) = N(μ, σ²)
            decoder: new BernoulliDecoder(new Sequential([.. Two(Latent + Digits), new Linear(Hidden, 784)])))      // z, y → p(x|z, y), with p(z|y) = N(0, I)
        { Objective = new LatentElbo { Beta = new ConstantSchedule(options.Beta) } }.To(device);
        cvae.Initialize(new RandomStream(options.Seed));
        ((BernoulliDecoder)cvae.Decoder).StartAt(train.Images().Mean(0));       // from the mean image, not from grey

        var trainer = new Trainer(cvae, new Adam(1e-3))
        {
            BatchSize = 256,
            Seed = options.Seed,
            Progress = Progress,
            CheckpointPath = File(options, "checkpoint.safetensors"),
            Metrics = new Dictionary<string, Func<RandomStream, double>> { ["test −ELBO"] = rng => cvae.NegativeElbo(test, rng) },
        };
        if (options.Resume) trainer.Resume(trainer.CheckpointPath);
        var history = await trainer.Fit(train, options.Epochs ?? 20, cancel);
        if (!history.Finished) return Stopped(trainer.CheckpointPath);

        // A judge that knows real digits only.
        Console.WriteLine("Classifier");
        var judge = new Sequential(new Linear(784, 400), new Relu(), new Linear(400, Digits)).To(device);
        judge.Initialize(new RandomStream(options.Seed));
        var training = new Trainer(judge, new Adam(1e-3), (batch, _) => Loss.CrossEntropy(judge.Forward(batch.Images), batch.Labels)) { Seed = options.Seed, Progress = Progress };
        if (!(await training.Fit(train, Math.Min(5, options.Epochs ?? 5), cancel)).Finished) return Stopped(trainer.CheckpointPath);

        DrawPictures(cvae, test, options);
        cvae.Save(File(options, "conditional_vae.safetensors"));
        Console.WriteLine($"Pictures and weights are in {Folder(options)}");
        return Result(
            ("test_neg_elbo", history.Epochs[^1].Metrics["test −ELBO"]),
            ("generated_digit_accuracy_percent", 100 * ReadAsAsked(cvae, judge, options.Seed)),
            ("test_accuracy_percent", 100 * Classification.Accuracy(judge.Forward(test.Images(device)).Softmax(-1), test.Labels(device))),
            ("weights_sha256", Sha256(cvae)));
    }

    private static Layer[] Two(int inputs) => [new Linear(inputs, Hidden), new Relu(), new Linear(Hidden, Hidden), new Relu()];

    /// <summary>How many of 1,000 generated images, a hundred of each digit, the classifier reads as the digit that was asked for.</summary>
    private static double ReadAsAsked(ConditionalVae cvae, Layer judge, ulong seed)
    {
        using var scope = new Scope();
        var asked = (Tensor.Arange(1000, cvae.Device) / 100).Floor();
        var images = cvae.Sample(asked.OneHot(Digits), new RandomStream(seed).Split("judged"));
        return Classification.Accuracy(judge.Forward(images).Softmax(-1), asked);
    }

    private void DrawPictures(ConditionalVae cvae, Dataset test, TrainingSettings options)
    {
        using var scope = new Scope();
        var (device, rng) = (cvae.Device, new RandomStream(options.Seed).Split("pictures"));
        var all = Tensor.Arange(Digits, device).OneHot(Digits);

        // Each row one style, each column one digit.
        Pictures.Grid(cvae.Across(rng.Normal([Shown, Latent], device), all), columns: Digits).Save(File(options, "styles.png"));

        // A test image, and after it the ten digits in its hand.
        var some = test.Take(Math.Min(Shown, test.Count));
        var (images, labels) = (some.Images(device), some.Labels(device));
        var rewritten = cvae.Across(cvae.Style(images, labels.OneHot(Digits)), all).Reshape(-1, Digits, 784);
        Pictures.Grid(TensorJoins.Concat([images.Unsqueeze(1), rewritten], axis: 1).Reshape(-1, 784), columns: 1 + Digits).Save(File(options, "style-transfer.png"));
    }
}
