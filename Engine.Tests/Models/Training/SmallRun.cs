using Engine.Devices.Cpu;
using Engine.Models;

namespace Engine.Tests.Models.Training;

/// <summary>A run in which everything that a resume must bring back is used: Adam, dropout, a schedule, clipping, a short last batch.</summary>
internal sealed class SmallRun
{
    public const int Epochs = 3, StepsPerEpoch = 7;

    private static readonly Dataset data = Dataset.From(Tensor.Randn([50, 5], 11), Tensor.Randn([50], 12));

    public Sequential Net { get; init; } = new Sequential(new Linear(5, 6), new Tanh(), new Dropout(0.3), new Linear(6, 1)).To(Device.Cpu);

    public Optimizer Optimizer { get; init; } = new Adam(1e-2, weightDecay: 1e-3);

    public ulong Seed { get; init; } = 5;

    public int BatchSize { get; init; } = 8;

    public bool DropLast { get; init; }

    public Dataset Data { get; init; } = data;

    public string? Checkpoint { get; init; }

    public string? From { get; init; }

    public ITrainingProgress Progress { get; init; } = ConsoleProgress.None;

    public EarlyStop? EarlyStop { get; init; }

    public Dictionary<string, Func<RandomStream, double>> Metrics { get; init; } = [];

    /// <summary>The weights, one after the other.</summary>
    public double[] Weights => [.. Net.Parameters.SelectMany(parameter => parameter.ToDoubles())];

    public Tensor Loss(Batch batch, RandomStream noise) => (Net.Forward(batch.Images, noise).Squeeze(1) - batch.Labels).Square().Mean();

    public CancellationTokenSource? Stop { get; init; }

    public TrainingHistory Fit(int epochs = Epochs) => Fit(Trainer(), Data, epochs, Stop);

    public static TrainingHistory Fit(Trainer trainer, Dataset data, int epochs, CancellationTokenSource? stop = null) =>
        trainer.Fit(data, epochs, stop?.Token ?? default).GetAwaiter().GetResult();

    public Trainer Trainer(Func<Batch, RandomStream, Tensor>? loss = null)
    {
        var trainer = new Trainer(Net, Optimizer, loss ?? Loss)
        {
            BatchSize = BatchSize,
            Seed = Seed,
            DropLast = DropLast,
            Schedule = new CosineSchedule(1e-2, Epochs * StepsPerEpoch, warmUp: 3),
            ClipNorm = 0.5,
            CheckpointPath = Checkpoint,
            Progress = Progress,
            EarlyStop = EarlyStop,
            Metrics = Metrics,
        };
        return From is { } path ? trainer.Resume(path) : trainer;
    }

    /// <summary>A small variational autoencoder trained one epoch on 2,000 digits.</summary>
    public static double[] DigitsAfterAnEpoch(int threads)
    {
        var vae = new Vae(new GaussianEncoder(784, 50, 5), new BernoulliDecoder(5, 50, 784)).To(new CpuDevice(threads));
        vae.Initialize(new RandomStream(1));
        Fit(new Trainer(vae, new Adam(1e-3)) { Seed = 2 }, Mnist.Load().Train.Take(2000), epochs: 1);
        return [.. vae.Parameters.SelectMany(parameter => parameter.ToDoubles())];
    }
}
