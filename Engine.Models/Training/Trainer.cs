using System.Diagnostics;

namespace Engine.Models;

/// <summary>
/// Epochs of mini-batches: loss, gradient, optimizer step, with progress, metrics, checkpoints and a resume that ends in
/// bitwise the same weights. For anything else write the loop yourself: it is the ten lines of <see cref="Step"/>.
/// </summary>
public sealed class Trainer
{
    /// <summary>A loss an example of more than this is an error as NaN is: floats add nothing sensible to it.</summary>
    private const double Exploded = 1e15;

    private readonly Module model;
    private readonly Optimizer optimizer;
    private readonly Func<Batch, RandomStream, Tensor> loss;
    private readonly IObjective? objective;
    private readonly ICountsOnce? counted;
    private readonly ITrainable? trainable;
    private string? resumeFrom;

    /// <summary>Trains a model that knows its loss, and watches over it as over an objective if it <see cref="ICountsOnce"/>.</summary>
    /// <exception cref="ArgumentException">The model is not a <see cref="Module"/>.</exception>
    public Trainer(ITrainable model, Optimizer optimizer)
        : this(model as Module ?? throw new ArgumentException($"{model.GetType().Name} is not a Module.", nameof(model)), optimizer, model.Loss) =>
        (trainable, counted) = (model, model as ICountsOnce);

    /// <summary>Trains any module by a loss of one's own: the mean over a batch's examples.</summary>
    public Trainer(Module model, Optimizer optimizer, Func<Batch, RandomStream, Tensor> loss) =>
        (this.model, this.optimizer, this.loss) = (model, optimizer, loss);

    /// <summary>
    /// Trains a network by an objective such as <see cref="Elbo"/>, and watches over it: the price of the weights must count
    /// once an epoch, and a loss that goes wrong is told term by term.
    /// </summary>
    public Trainer(Layer network, Optimizer optimizer, IObjective objective)
        : this(network, optimizer, (batch, noise) => objective.Loss(network, batch, noise)) => (this.objective, counted) = (objective, objective);

    /// <summary>Where progress is shown.</summary>
    public ITrainingProgress Progress { get; init; } = ConsoleProgress.None;

    /// <summary>Examples a step; the last step of an epoch takes what is left.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Leave out a last batch that is short.</summary>
    public bool DropLast { get; init; }

    /// <summary>Seed of the order of examples and of the noise.</summary>
    public ulong Seed { get; init; }

    /// <summary>The learning rate of each step; the optimizer's own if null.</summary>
    public ISchedule? Schedule { get; init; }

    /// <summary>The largest norm of all gradients together; longer ones are shortened to it. Null: no limit.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Where a checkpoint is written after every epoch and when training is cancelled; null: nowhere.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Computed after every epoch, by name. Each call gets a random stream of its own, so metrics do not disturb training.</summary>
    public IReadOnlyDictionary<string, Func<RandomStream, double>> Metrics { get; init; } = new Dictionary<string, Func<RandomStream, double>>();

    /// <summary>When to stop before the last epoch; null: never.</summary>
    public EarlyStop? EarlyStop { get; init; }

    /// <summary>Where the weights are written after each epoch in which the metric of <see cref="EarlyStop"/> was better than ever; null: nowhere. <see cref="ModuleFiles.Load"/> brings them back.</summary>
    public string? BestPath { get; init; }

    /// <summary>Look for NaN after every operation and name the first that made one. Slow: for debugging.</summary>
    public bool DetectNaN { get; init; }

    /// <summary>Goes on from a checkpoint at the next <see cref="Fit"/>.</summary>
    /// <returns>This trainer.</returns>
    public Trainer Resume(string path)
    {
        resumeFrom = path;
        return this;
    }

    /// <summary>Trains on a thread of its own.</summary>
    /// <param name="data">Examples.</param>
    /// <param name="epochs">Epochs in all, those before a resume included.</param>
    /// <param name="cancel">Stops after the current step, with a checkpoint.</param>
    /// <exception cref="ArgumentException">A setting cannot be right, the model cannot learn from the data (<see cref="ITrainable.CheckData"/>), or the checkpoint to go on from is of another run; nothing is changed.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, is none, or not of this model; nothing is changed.</exception>
    /// <exception cref="IOException">A checkpoint could not be written; the last one is as it was.</exception>
    /// <exception cref="ArithmeticException">The loss became NaN, infinite or larger than 1e15; the weights are those before that step.</exception>
    public Task<TrainingHistory> Fit(Dataset data, int epochs, CancellationToken cancel = default)
    {
        if (epochs < 1) throw new ArgumentOutOfRangeException(nameof(epochs), epochs, $"Training needs at least one epoch, not {epochs}.");
        if (data.BatchCount(BatchSize, DropLast) == 0) throw new ArgumentException($"The data set has {data.Count} examples, which makes no batch of {BatchSize}.", nameof(data));
        EarlyStop?.Check(Metrics.Keys);
        if (BestPath is not null && EarlyStop is null) throw new ArgumentException($"BestPath is {BestPath}, but there is no EarlyStop that says by which metric weights are the best.");
        counted?.CheckFits(data.Count, DropLast);
        trainable?.CheckData(data);
        var state = TrainerState.Start(Seed, BatchSize, DropLast, optimizer, data.Count);
        if (resumeFrom is { } path) state = Checkpoint.Load(path, model, optimizer, saved => saved.CheckContinues(state));
        resumeFrom = null;
        return Task.Factory.StartNew(() => Run(data, epochs, state, cancel), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private TrainingHistory Run(Dataset data, int epochs, TrainerState state, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) Save(state);        // before the first step, where the loop below writes none
        var reports = trainable is IReportsTraining reporter ? new ReportAfterEpochs(reporter, data, new RandomStream(Seed)) : null;
        Progress.Run(epochs, data.Count, display =>
        {
            while (state.Epoch < epochs && !cancel.IsCancellationRequested && EarlyStop?.IsDue(state.History) != true)
            {
                state = RunEpoch(data, state, display, cancel);
                if (BestPath is { } best && state.StepInEpoch == 0 && EarlyStop!.IsBest(state.History)) model.Save(best);
                Save(state);
                if (state.StepInEpoch == 0) reports?.Epoch(state.Epoch, display);
            }
            reports?.End(display);
        });
        return new(state.History, Finished: state.Epoch == epochs || !cancel.IsCancellationRequested);
    }

    private void Save(TrainerState state)
    {
        if (CheckpointPath is { } path) Checkpoint.Save(path, model, optimizer, state);
    }

    /// <summary>The rest of the current epoch; ends early, between two steps, if cancelled.</summary>
    private TrainerState RunEpoch(Dataset data, TrainerState state, ITrainingDisplay display, CancellationToken cancel)
    {
        var root = new RandomStream(Seed);
        var noise = new RandomStream(state.Noise);
        var clock = Stopwatch.StartNew();
        var (timed, share, whole) = (0L, 0.0, state.StepInEpoch == 0);
        foreach (var batch in data.Batches(BatchSize, root.Split($"order {state.Epoch}"), DropLast, model.Device).Skip(state.StepInEpoch))
        {
            if (cancel.IsCancellationRequested) return state;
            var count = batch.Images.Shape[0];
            var value = Step(batch with { Step = state.Step }, noise);
            timed += count;
            share += counted?.Share(batch) ?? 0;
            state = state with
            {
                StepInEpoch = state.StepInEpoch + 1,
                Step = state.Step + 1,
                Noise = noise.State,
                LossSum = state.LossSum + value * count,
                ExamplesSeen = state.ExamplesSeen + count,
            };
            display.Step(state.Epoch + 1, (long)state.Epoch * data.Count + state.ExamplesSeen, state.LossSum / state.ExamplesSeen);
        }
        if (counted is not null && whole) CheckCountedOnce(share, (double)state.ExamplesSeen / data.Count);
        return EndEpoch(state, timed / clock.Elapsed.TotalSeconds, root, display);
    }

    private TrainerState EndEpoch(TrainerState state, double speed, RandomStream root, ITrainingDisplay display)
    {
        var metrics = Metrics.ToDictionary(metric => metric.Key, metric => metric.Value(root.Split($"{metric.Key} {state.Epoch}")));
        var record = new EpochRecord(state.Epoch + 1, state.LossSum / state.ExamplesSeen, metrics, speed);
        display.Epoch(record);
        return state with { Epoch = state.Epoch + 1, StepInEpoch = 0, LossSum = 0, ExamplesSeen = 0, History = [.. state.History, record] };
    }

    /// <summary>Over a whole epoch the price of the weights must have been paid once, or for the part of the data that was seen.</summary>
    private static void CheckCountedOnce(double share, double seen)
    {
        if (Math.Abs(share - seen) > 1e-9) throw new InvalidOperationException($"In this epoch the divergence of the weights counted {share} times, but {seen} of the data set was seen. The objective deals it out wrongly.");
    }

    /// <summary>One step of gradient descent on one batch.</summary>
    private double Step(Batch batch, RandomStream noise)
    {
        var before = noise.State;
        using var tape = Tape.Record(model.Parameters, DetectNaN);
        var value = loss(batch, noise);
        var gradients = tape.Gradient(value);
        var number = value.Item();          // waits for the device, so it comes after the work was handed out and before weights change
        if (!(Math.Abs(number) < Exploded)) throw LossError(number, batch, new RandomStream(before));
        if (ClipNorm is { } limit) gradients = GradientClipping.ByNorm(gradients, limit).Clipped;
        if (Schedule is { } schedule) optimizer.LearningRate = schedule.At(batch.Step);
        optimizer.Step(gradients);
        return number;
    }

    /// <summary>What went wrong: the terms of the loss, and parameters that a step before has spoiled.</summary>
    private ArithmeticException LossError(double number, Batch batch, RandomStream noise)
    {
        var spoiled = model.Parameters.FirstOrDefault(parameter => parameter.ToDoubles().Any(value => !double.IsFinite(value)));
        var cause = spoiled is not null ? $" Parameter '{spoiled.Name}' of shape {spoiled.Shape} holds numbers that are not finite: the gradient of an earlier step was not." : "";
        var terms = objective is not null && model is Layer network ? $" Of its terms, {objective.Explain(network, batch, noise)}." : "";
        return new ArithmeticException($"The loss became {number} at step {batch.Step}.{terms}{cause} Try a smaller learning rate or ClipNorm; DetectNaN finds the operation.");
    }
}
