#:project Common/Examples.Common.csproj
#:property PublishAot=false

// The rest of a digit from one, two or three of its quadrants: a network that has one answer, against a conditional autoencoder that has many.
// Lecture: "Conditional VAE". Sohn, Lee & Yan, NIPS 2015; sizes and settings of Pyro's CVAE tutorial.

using System.Globalization;
using Engine;
using Engine.Models;
using Examples;

return Example.Run<QuadrantsExample>(args);

internal sealed class QuadrantsExample : TrainingExample
{
    private const int Latent = 200, Hidden = 500;
    private static readonly Quadrant[] visible = [Quadrant.BottomLeft, Quadrant.TopLeft, Quadrant.TopRight];

    protected override string Name => "quadrants";

    protected override async Task<int> Train(TrainingSettings options, CancellationToken cancel)
    {
        var (images, test) = options.LoadMnist();
        var held = Math.Max(1, images.Count / 12);                  // training is stopped by these: the test images are for the end
        var data = (Train: images.Take(images.Count - held), Validation: images.Slice(images.Count - held, held));
        List<(string, object)> results = [];
        Module last = null!;
        for (var count = 1; count <= visible.Length; count++)
        {
            var title = count == 1 ? "1 quadrant" : $"{count} quadrants";
            var quadrants = new QuadrantCondition(28, 28, visible[..count]);
            var baseline = new Sequential(new Linear(quadrants.Length, Hidden), new Relu(), new Linear(Hidden, Hidden), new Relu(), new Linear(Hidden, quadrants.Hidden)).To(options.OpenDevice());
            Console.WriteLine($"Baseline, {title}");
            if (!await Fit(baseline, (batch, _) => Errors(baseline, quadrants, batch).Mean(), (set, _) => Error(baseline, quadrants, set), $"baseline-{count}")) return Stopped(Checkpoint($"baseline-{count}"));

            var cvae = Autoencoder(quadrants, baseline);
            Console.WriteLine($"Conditional autoencoder, {title}");
            if (!await Fit(cvae, cvae.Loss, (set, rng) => cvae.NegativeElbo(set, rng), $"cvae-{count}")) return Stopped(Checkpoint($"cvae-{count}"));

            var rng = new RandomStream(options.Seed).Split($"test {count}");
            var (one, many) = (Error(baseline, quadrants, test), cvae.NegativeElbo(test, rng));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"From {title}: baseline {one:F2}, conditional autoencoder {many:F2}, gain {one - many:F2} nats an image"));
            Draw(baseline, cvae, quadrants, test, rng).Save(File(options, $"quadrants-{count}.png"));
            results.AddRange([($"baseline_{count}", one), ($"cvae_{count}", many), ($"gain_{count}_quadrant{(count == 1 ? "" : "s")}", one - many)]);
            last = cvae;
        }
        last.Save(File(options, "quadrants.safetensors"));
        Console.WriteLine($"Pictures and weights are in {Folder(options)}");
        return Result([.. results, ("weights_sha256", Sha256(last))]);

        string Checkpoint(string name) => File(options, $"{name}-checkpoint.safetensors");

        // Trains until the validation images get no better for three epochs, and takes the best weights.
        async Task<bool> Fit(Module model, Func<Batch, RandomStream, Tensor> loss, Func<Dataset, RandomStream, double> error, string name)
        {
            model.Initialize(new RandomStream(options.Seed).Split(name));
            var trainer = new Trainer(model, new Adam(1e-3), loss)
            {
                Seed = options.Seed,
                Progress = Progress,
                CheckpointPath = Checkpoint(name),
                BestPath = File(options, $"{name}.safetensors"),
                EarlyStop = new("validation", Patience: 2),
                Metrics = new Dictionary<string, Func<RandomStream, double>> { ["validation"] = rng => error(data.Validation, rng) },
            };
            if (options.Resume && (name == "baseline-1" || System.IO.File.Exists(trainer.CheckpointPath))) trainer.Resume(trainer.CheckpointPath);
            var history = await trainer.Fit(data.Train, options.Epochs ?? 6, cancel);
            if (history.Finished) model.Load(trainer.BestPath);
            return history.Finished;
        }
    }

    /// <summary>q(z|x, y) sees all pixels; p(z|y) sees the visible ones and what the baseline guesses of the others.</summary>
    private static ConditionalVae Autoencoder(QuadrantCondition quadrants, Layer baseline)
    {
        static Layer[] Two(int inputs) => [new Linear(inputs, Hidden), new Relu(), new Linear(Hidden, Hidden), new Relu()];
        var (pixels, device) = (quadrants.Hidden + quadrants.Length, baseline.Device);
        return new ConditionalVae(quadrants,
            encoder: new GaussianEncoder(new Sequential(Two(pixels)), Hidden, Latent),
            decoder: new BernoulliDecoder(new Sequential([.. Two(Latent + quadrants.Length), new Linear(Hidden, quadrants.Hidden)])),
            prior: new GaussianEncoder(new Sequential([new FirstGuess(new Sequential(baseline.To(Device.Cpu), new Sigmoid())), .. Two(pixels)]), Hidden, Latent)).To(device);
    }

    /// <summary>−ln p of the hidden pixels of each image in nats, as the baseline has it.</summary>
    private static Tensor Errors(Layer baseline, QuadrantCondition quadrants, Batch batch)
    {
        var (x, y) = quadrants.Split(batch);
        return -new BernoulliLikelihood(allowGrey: true, validate: false).LogProb(baseline.Forward(y), x);
    }

    private static double Error(Layer baseline, QuadrantCondition quadrants, Dataset data)
    {
        var total = 0.0;
        foreach (var batch in data.Batches(1000, device: baseline.Device))
        {
            using var scope = new Scope();
            total += Errors(baseline, quadrants, batch).Sum().Item();
        }
        return total / data.Count;
    }

    /// <summary>Row by row: what is seen, the whole image, the baseline's answer, and five of the autoencoder's.</summary>
    private static Picture Draw(Layer baseline, ConditionalVae cvae, QuadrantCondition quadrants, Dataset test, RandomStream rng)
    {
        using var scope = new Scope();
        var whole = test.Take(Math.Min(12, test.Count)).Images(cvae.Device);
        var (hidden, seen) = quadrants.Split(new(whole, whole));
        List<Tensor> rows = [quadrants.Join(Tensor.Full(hidden.Shape, 0.8, cvae.Device), seen), whole, quadrants.Join(baseline.Forward(seen).Sigmoid(), seen)];
        for (var sample = 0; sample < 5; sample++) rows.Add(quadrants.Join(cvae.Sample(seen, rng), seen));
        return Pictures.Grid(TensorJoins.Concat(rows), columns: whole.Shape[0]);
    }
}
