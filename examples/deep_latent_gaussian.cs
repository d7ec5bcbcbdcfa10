#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Two layers of random variables: z₂ ~ N(0, I), z₁ ~ p(z₁|z₂), x ~ p(x|z₁), beside an autoencoder with z₁ alone, on MNIST in black and white.
// Lecture: "Variational autoencoders". Rezende, Mohamed & Wierstra, arXiv:1401.4082; the inference from below is that of
// Burda, Grosse & Salakhutdinov, arXiv:1509.00519.

using Engine;
using Engine.Models;
using Examples;

return Example.Run<DeepLatentGaussianExample>(args);

internal sealed class DeepLatentGaussianExample : TrainingExample<LikelihoodSettings>
{
    private const int BatchSize = 100;
    private static readonly Iwae bound = new(5);

    protected override string Name => "deep_latent_gaussian";

    protected override async Task<int> Train(LikelihoodSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var blackOrWhite = BlackOrWhite.Of(test.Take(Math.Min(options.NllImages, test.Count)), options.Seed);
        var device = options.OpenDevice();
        var flat = new Vae(Encoder(784, 200, 50), Decoder()) { Objective = bound }.To(device);
        var deep = new DeepLatentGaussian(
            inference: [Encoder(784, 200, 50), Encoder(50, 100, 20)],      // q(z₁|x), q(z₂|z₁)
            generation: [Encoder(20, 100, 50)],                            // p(z₁|z₂)
            decoder: Decoder())                                            // p(x|z₁)
        { Objective = bound }.To(device);

        var results = new List<(string, object)>();
        foreach (var (key, model, decoder) in new (string, Module, IDecoder)[] { ("one_layer", flat, flat.Decoder), ("two_layers", deep, deep.Decoder) })
        {
            Console.WriteLine(key.Replace('_', ' '));
            model.Initialize(new RandomStream(options.Seed));
            ((BernoulliDecoder)decoder).StartAt(train.Images().Mean(0));
            var checkpoint = File(options, $"{key}-checkpoint.safetensors");
            if (!await Fit(model, train, checkpoint, options, results.Count == 0, cancel)) return Stopped(checkpoint);
            var nll = ImportanceSampling.NegativeLogLikelihood((ILatentVariableModel)model, blackOrWhite, options.NllSamples, new RandomStream(options.Seed).Split("nll"));
            Console.WriteLine(FormattableString.Invariant($"NLL {nll:0.00} nats, of {blackOrWhite.Count} test images by {options.NllSamples} samples each"));
            results.Add(($"nll_{key}", nll));
        }
        Pictures.Grid(flat.Sample(100, new RandomStream(options.Seed).Split("samples")), columns: 10).Save(File(options, "samples-one-layer.png"));
        Pictures.Grid(deep.Sample(100, new RandomStream(options.Seed).Split("samples")), columns: 10).Save(File(options, "samples-two-layers.png"));
        deep.Save(File(options, "deep_latent_gaussian.safetensors"));
        Console.WriteLine($"Samples and weights are in {Folder(options)}");
        return Result([.. results, ("weights_sha256", Sha256(deep))]);
    }

    private static async Task<bool> Fit(Module model, Dataset train, string checkpoint, TrainingSettings options, bool first, CancellationToken cancel)
    {
        var epochs = options.Epochs ?? 10;
        var trainer = new Trainer(model, new Adam(2e-3), BlackOrWhite.Loss((ITrainable)model))
        {
            BatchSize = BatchSize,
            Seed = options.Seed,
            Schedule = new CosineSchedule(2e-3, (long)epochs * train.BatchCount(BatchSize), last: 1e-4),
            Progress = Progress,
            CheckpointPath = checkpoint,
        };
        // A run that was stopped has no checkpoint of the model after the one it was at; without any there is nothing to go on from.
        if (options.Resume && (first || System.IO.File.Exists(checkpoint))) trainer.Resume(checkpoint);
        return (await trainer.Fit(train, epochs, cancel)).Finished;
    }

    private static GaussianEncoder Encoder(int from, int hidden, int to) =>
        new(new Sequential(new Linear(from, hidden), new Tanh(), new Linear(hidden, hidden), new Tanh()), hidden, to);

    private static BernoulliDecoder Decoder() =>
        new(new Sequential(new Linear(50, 200), new Tanh(), new Linear(200, 200), new Tanh(), new Linear(200, 784)));
}
