using Engine.Models;

namespace Engine.Tests.Models.Training;

/// <summary>A run that was stopped and resumed in fresh objects is bitwise the run that was not; what does not fit changes nothing.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly Lazy<(double[] Weights, TrainingHistory History)> uninterrupted = new(() =>
    {
        var run = new SmallRun();
        var history = run.Fit();
        return (run.Weights, history);
    });

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Path => folder.File("run.safetensors");

    private TrainingHistory StopAfter(int steps)
    {
        using var source = new CancellationTokenSource();
        if (steps == 0) source.Cancel();
        var history = new SmallRun { Checkpoint = Path, Progress = new CancelAtStep(steps, source), Stop = source }.Fit();
        Assert.False(history.Finished);
        return history;
    }

    public static TheoryData<int> AllSteps => [.. Enumerable.Range(0, SmallRun.Epochs * SmallRun.StepsPerEpoch)];

    /// <summary>Step 0: cancelled before the first one, which leaves a checkpoint too. Multiples of 7: at the end of an epoch.</summary>
    [Theory, MemberData(nameof(AllSteps))]
    public void Stopped_after_any_step_and_resumed_it_ends_in_the_same_weights(int steps)
    {
        StopAfter(steps);
        var resumed = new SmallRun { From = Path };
        var history = resumed.Fit();
        Assert.True(history.Finished);
        Assert.Equal(uninterrupted.Value.Weights, resumed.Weights);
        Assert.Equal(uninterrupted.Value.History.Series("loss"), history.Series("loss"));
    }

    [Fact]
    public void A_run_of_fewer_epochs_goes_on_from_its_last_checkpoint_and_a_finished_one_stays()
    {
        new SmallRun { Checkpoint = Path }.Fit(epochs: 1);
        var resumed = new SmallRun { Checkpoint = Path, From = Path };
        resumed.Fit();
        Assert.Equal(uninterrupted.Value.Weights, resumed.Weights);
        var again = new SmallRun { From = Path };
        Assert.Equal(SmallRun.Epochs, again.Fit().Epochs.Count);
        Assert.Equal(uninterrupted.Value.Weights, again.Weights);
    }

    [Fact]
    public void Stopped_twice_in_one_epoch()
    {
        StopAfter(9);
        using var source = new CancellationTokenSource();
        Assert.False(new SmallRun { From = Path, Checkpoint = Path, Progress = new CancelAtStep(2, source), Stop = source }.Fit().Finished);
        var resumed = new SmallRun { From = Path };
        resumed.Fit();
        Assert.Equal(uninterrupted.Value.Weights, resumed.Weights);
    }

    [Fact]
    public void Progress_counts_on_where_the_run_was_stopped()
    {
        StopAfter(9);
        using var source = new CancellationTokenSource();
        var progress = new CancelAtStep(0, source);
        new SmallRun { From = Path, Progress = progress }.Fit();
        Assert.Equal([(2, 74L), (2, 82L), (2, 90L), (2, 98L), (2, 100L), (3, 108L)], progress.Steps.Take(6).Select(step => (step.Epoch, step.ExamplesDone)));
        Assert.Equal([2, 3], progress.Epochs.Select(record => record.Epoch));
    }

    [Fact]
    public void A_variational_autoencoder_is_resumed_with_its_noise()
    {
        static (Vae Vae, Trainer Trainer) Make(ITrainingProgress progress, string? checkpoint)
        {
            var vae = new Vae(new GaussianEncoder(784, 20, 3), new BernoulliDecoder(3, 20, 784));
            return (vae, new Trainer(vae, new Adam()) { BatchSize = 64, Progress = progress, CheckpointPath = checkpoint });
        }
        var data = Mnist.Load().Test.Take(300);
        using var source = new CancellationTokenSource();
        var whole = Make(ConsoleProgress.None, null);
        SmallRun.Fit(whole.Trainer, data, 2);
        SmallRun.Fit(Make(new CancelAtStep(7, source), Path).Trainer, data, 2, source);
        var resumed = Make(ConsoleProgress.None, null);
        SmallRun.Fit(resumed.Trainer.Resume(Path), data, 2);
        Assert.Equal(whole.Vae.Parameters.Select(parameter => parameter.ToDoubles()), resumed.Vae.Parameters.Select(parameter => parameter.ToDoubles()));
    }

    [Fact]
    public void A_network_that_is_part_of_a_module_is_resumed()
    {
        static SmallRun Member(string? checkpoint, string? from) => new()
        {
            Net = (Sequential)new DeepEnsemble(2, () => new Sequential(new Linear(5, 6), new Tanh(), new Linear(6, 1))).To(Device.Cpu)[1],
            Checkpoint = checkpoint,
            From = from,
        };
        var whole = Member(null, null);
        whole.Fit();
        Member(Path, null).Fit(epochs: 1);
        var resumed = Member(null, Path);
        resumed.Fit();
        Assert.Equal(whole.Weights, resumed.Weights);
    }

    [Fact]
    public void A_metric_that_is_not_a_number_is_kept_in_the_checkpoint()
    {
        new SmallRun { Checkpoint = Path, Metrics = new() { ["odd"] = _ => double.NaN, ["far"] = _ => double.NegativeInfinity } }.Fit(epochs: 1);
        var history = new SmallRun { From = Path }.Fit(epochs: 1);
        Assert.Equal((double.NaN, double.NegativeInfinity), (history.Series("odd")[0], history.Series("far")[0]));
    }

    private static void AssertRefused<E>(SmallRun run, params string[] parts) where E : Exception
    {
        var before = run.Weights;
        var (rate, entries) = (run.Optimizer.LearningRate, run.Optimizer.State.Count());
        var message = Assert.ThrowsAny<E>(() => run.Fit()).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Equal(before, run.Weights);
        Assert.Equal((rate, entries), (run.Optimizer.LearningRate, run.Optimizer.State.Count()));
    }

    [Fact]
    public void Another_run_is_refused_and_nothing_changes()
    {
        StopAfter(9);
        AssertRefused<ArgumentException>(new() { From = Path, Seed = 6 }, "seed 5", "has seed 6");
        AssertRefused<ArgumentException>(new() { From = Path, BatchSize = 9 }, "batch size 8", "batch size 9");
        AssertRefused<ArgumentException>(new() { From = Path, Data = Dataset.From(Tensor.Ones([51, 5]), Tensor.Ones([51])) }, "50 examples", "51 examples");
        AssertRefused<ArgumentException>(new() { From = Path, DropLast = true }, "last batch");
        AssertRefused<InvalidDataException>(new() { From = Path, Net = new Sequential(new Linear(5, 7), new Tanh(), new Dropout(0.3), new Linear(7, 1)).To(Device.Cpu) }, "'0.weight' has shape [6, 5], expected [7, 5]");
        AssertRefused<InvalidDataException>(new() { From = Path, Net = new Sequential(new Linear(5, 1)).To(Device.Cpu) }, "is not a parameter");
        foreach (Optimizer other in new Optimizer[] { new Sgd(0.1), new Sgd(0.1, momentum: 0.9), new AdamW(1e-2) })
            AssertRefused<ArgumentException>(new() { From = Path, Optimizer = other }, "Adam", other.GetType().Name);
    }

    [Fact]
    public void Damaged_missing_and_other_files_are_refused_and_nothing_changes()
    {
        StopAfter(9);
        var bytes = File.ReadAllBytes(Path);
        AssertRefused<FileNotFoundException>(new() { From = folder.File("none.safetensors") }, "none.safetensors");
        AssertRefused<InvalidDataException>(new() { From = folder.Write("short", bytes[..^3]) }, "short", "cut off");
        AssertRefused<InvalidDataException>(new() { From = folder.Write("empty", []) }, "empty");
        new SmallRun().Net.Save(folder.File("weights"));
        AssertRefused<InvalidDataException>(new() { From = folder.File("weights") }, "weights", "not a checkpoint");
    }

    [Theory, InlineData("{}"), InlineData("null"), InlineData("[1]"), InlineData("{\"Seed\":")]
    public void A_state_that_does_not_read_is_refused(string json)
    {
        Safetensors.Save(Path, [], new Dictionary<string, string> { ["trainer"] = json });
        AssertRefused<InvalidDataException>(new() { From = Path }, "not a checkpoint", Path);
    }

    /// <summary>A device that is always full stands for a full disk; a file where the folder should be, for a path that went away.</summary>
    [Fact]
    public void A_checkpoint_that_cannot_be_written_leaves_the_last_one()
    {
        new SmallRun { Checkpoint = Path }.Fit(epochs: 1);
        var before = File.ReadAllBytes(Path);
        var error = Assert.Throws<IOException>(() => AtomicFile.Write(Path, stream =>
        {
            stream.Write(before.AsSpan(0, 100));
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
            full.Write(before);
            full.Flush();
        }));
        Assert.Contains("unchanged", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path));
        Assert.Equal([Path], Directory.GetFiles(folder.Path));

        Assert.Throws<IOException>(() => new SmallRun { Checkpoint = System.IO.Path.Combine(Path, "inside a file") }.Fit());
        Assert.Equal(before, File.ReadAllBytes(Path));
        var resumed = new SmallRun { From = Path };
        resumed.Fit();
        Assert.Equal(uninterrupted.Value.Weights, resumed.Weights);
    }
}
