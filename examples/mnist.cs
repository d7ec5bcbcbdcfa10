#:project Common/Examples.Common.csproj
#:property PublishAot=false

// A plain network trained by maximum likelihood: max_w Σ ln p(y|x, w), by stochastic gradient descent on mini-batches.
// Lecture: "Introduction, Optimization NN".

using Engine;
using Engine.Models;
using Examples;

return Example.Run<MnistExample>(args);

internal sealed class MnistExample : TrainingExample
{
    protected override string Name => "mnist";

    protected override async Task<int> Train(TrainingSettings options, CancellationToken cancel)
    {
        var (train, test) = options.LoadMnist();
        var net = new Sequential(
            new Linear(784, 512), new Relu(), new Dropout(0.2),
            new Linear(512, 512), new Relu(), new Dropout(0.2),
            new Linear(512, 10)).To(options.OpenDevice());
        net.Initialize(new RandomStream(options.Seed));

        var epochs = options.Epochs ?? 15;
        var steps = epochs * train.BatchCount(128);
        var trainer = new Trainer(net, new Adam(1e-3), (batch, noise) => Loss.CrossEntropy(net.Forward(batch.Images, noise), batch.Labels))
        {
            Seed = options.Seed,
            Schedule = new CosineSchedule(1e-3, steps),
            Progress = Progress,
            CheckpointPath = File(options, "checkpoint.safetensors"),
            Metrics = new Dictionary<string, Func<RandomStream, double>> { ["test error %"] = _ => ErrorPercent(Confusion(net, test)) },
        };
        if (options.Resume) trainer.Resume(trainer.CheckpointPath);
        var history = await trainer.Fit(train, epochs, cancel);
        if (!history.Finished) return Stopped(trainer.CheckpointPath);

        var confusion = Confusion(net, test);
        Plots.Matrix(File(options, "confusion.png"), "MNIST: true digit (rows) and answer (columns)", confusion, [.. "0123456789".Select(digit => digit.ToString())]);
        net.Save(File(options, "mnist.safetensors"));
        Console.WriteLine($"Confusion matrix and weights are in {Folder(options)}");
        return Result(("test_error_percent", ErrorPercent(confusion)), ("weights_sha256", Sha256(net)));
    }

    /// <summary>How often each true digit (row) got each answer (column).</summary>
    private static double[,] Confusion(Sequential net, Dataset data)
    {
        var counts = new double[10, 10];
        foreach (var (images, labels) in data.Batches(1000, device: net.Device))
        {
            using var scope = new Scope();
            var answers = net.Forward(images).ArgMax(axis: 1).ToArray();
            var truth = labels.ToArray();
            for (var i = 0; i < truth.Length; i++) counts[(int)truth[i], (int)answers[i]]++;
        }
        return counts;
    }

    private static double ErrorPercent(double[,] confusion)
    {
        var (right, all) = (0.0, 0.0);
        for (var i = 0; i < 10; i++)
            for (var j = 0; j < 10; j++) { all += confusion[i, j]; right += i == j ? confusion[i, j] : 0; }
        return 100 * (all - right) / all;
    }
}
