using Engine.Models;

namespace Engine.Tests.Models.Training;

public sealed class TrainerTests
{
    [Fact]
    public void Threads_do_not_change_a_bit_of_the_weights()
    {
        var one = SmallRun.DigitsAfterAnEpoch(threads: 1);
        Assert.Equal(one, SmallRun.DigitsAfterAnEpoch(threads: 2));
        Assert.Equal(one, SmallRun.DigitsAfterAnEpoch(threads: 3));
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_and_others_do_not()
    {
        var (one, same, other) = (new SmallRun(), new SmallRun(), new SmallRun { Seed = 6 });
        one.Fit();
        same.Fit();
        other.Fit();
        Assert.Equal(one.Weights, same.Weights);
        Assert.NotEqual(one.Weights, other.Weights);
    }

    [Fact]
    public void Metrics_do_not_disturb_training_and_get_noise_of_their_own()
    {
        List<double> drawn = [];
        var plain = new SmallRun();
        var measured = new SmallRun { Metrics = new() { ["draw"] = rng => { drawn.Add(rng.NextDouble()); return drawn[^1]; }, ["order"] = rng => rng.Normal([100]).Mean().Item() } };
        plain.Fit();
        var history = measured.Fit();
        Assert.Equal(plain.Weights, measured.Weights);
        Assert.Equal(drawn, history.Series("draw"));
        Assert.Equal(3, drawn.Distinct().Count());
    }

    [Fact]
    public void The_trainer_is_the_loop_that_one_would_write()
    {
        var (trained, written) = (new SmallRun(), new SmallRun());
        trained.Fit(epochs: 2);
        var schedule = new CosineSchedule(1e-2, SmallRun.Epochs * SmallRun.StepsPerEpoch, warmUp: 3);
        var noise = new RandomStream(5).Split("noise");
        var step = 0;
        for (var epoch = 0; epoch < 2; epoch++)
            foreach (var batch in written.Data.Batches(8, new RandomStream(5).Split($"order {epoch}")))
            {
                using var tape = Tape.Record(written.Net.Parameters);
                var gradients = tape.Gradient(written.Loss(batch, noise));
                written.Optimizer.LearningRate = schedule.At(step++);
                written.Optimizer.Step(GradientClipping.ByNorm(gradients, 0.5).Clipped);
            }
        Assert.Equal(written.Weights, trained.Weights);
    }

    [Theory, InlineData(double.NaN, "NaN"), InlineData(double.PositiveInfinity, "Infinity")]
    public void A_loss_that_is_no_number_names_the_step_and_leaves_the_weights(double bad, string text)
    {
        var run = new SmallRun();
        var (steps, before) = (0, Array.Empty<double>());
        var trainer = run.Trainer((batch, noise) =>
        {
            before = run.Weights;
            return run.Loss(batch, noise) * (steps++ == 4 ? bad : 1);
        });
        var error = Assert.Throws<ArithmeticException>(() => SmallRun.Fit(trainer, run.Data, 1));
        Assert.Contains($"became {text} at step 4", error.Message.Replace("∞", "Infinity", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(before, run.Weights);
    }

    [Fact]
    public void NaN_in_the_data_is_found_at_the_door_if_asked_for_and_at_the_loss_otherwise()
    {
        var rows = Enumerable.Range(0, 10).Select(i => new float[] { i, 1, 2, 3, i == 7 ? float.NaN : 4 }).ToArray();
        Assert.Contains("Row 7 holds NaN at position 4", Assert.Throws<ArgumentException>(() => Dataset.From(rows, new float[10], checkNaN: true)).Message, StringComparison.Ordinal);
        var run = new SmallRun { Data = Dataset.From(rows, new float[10]) };
        Assert.Contains("became NaN at step", Assert.Throws<ArithmeticException>(() => run.Fit()).Message, StringComparison.Ordinal);
        Assert.All(run.Weights, weight => Assert.True(double.IsFinite(weight)));
    }

    [Fact]
    public void DetectNaN_names_the_operation()
    {
        var run = new SmallRun();
        var trainer = new Trainer(run.Net, run.Optimizer, (batch, noise) => run.Loss(batch, noise) + (batch.Labels * 0 - 1).Log().Mean()) { DetectNaN = true };
        Assert.Contains("Log", Assert.Throws<ArithmeticException>(() => SmallRun.Fit(trainer, run.Data, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Early_stop_bears_its_patience_and_holds_after_a_resume()
    {
        double[] course = [5, 4, 6, 5, 3, 2, 1];
        using var folder = new TemporaryFolder();
        SmallRun Make(string? from) => new()
        {
            EarlyStop = new EarlyStop("course", Patience: 1),
            Metrics = new() { ["course"] = CourseFrom(from is null ? 0 : 4) },
            Checkpoint = folder.File("run"),
            From = from,
        };
        Func<RandomStream, double> CourseFrom(int start) => _ => course[start++];
        var history = Make(null).Fit(epochs: 7);
        Assert.True(history.Finished);
        Assert.Equal([5, 4, 6, 5], history.Series("course"));
        Assert.Equal(4, Make(folder.File("run")).Fit(epochs: 7).Epochs.Count);
    }

    [Fact]
    public void The_best_weights_are_kept_also_over_a_resume()
    {
        double[] course = [5, 4, 6, 3, 7, 8];
        using var folder = new TemporaryFolder();
        (SmallRun Run, Trainer Trainer) Make(int start)
        {
            var run = new SmallRun();
            return (run, new Trainer(run.Net, run.Optimizer, run.Loss)
            {
                BatchSize = 8,
                CheckpointPath = folder.File("run"),
                BestPath = folder.File("best"),
                EarlyStop = new EarlyStop("course", Patience: 1),
                Metrics = new Dictionary<string, Func<RandomStream, double>> { ["course"] = _ => course[start++] },
            });
        }
        double[] Best()
        {
            var best = new SmallRun();
            best.Net.Load(folder.File("best"));
            return best.Weights;
        }
        var first = Make(0);
        SmallRun.Fit(first.Trainer, first.Run.Data, 2);
        Assert.Equal(first.Run.Weights, Best());
        var second = Make(2);
        SmallRun.Fit(second.Trainer.Resume(folder.File("run")), second.Run.Data, 3);
        Assert.Equal(first.Run.Weights, Best());                    // the third epoch was worse
        var third = Make(3);
        Assert.Equal([5, 4, 6, 3, 7, 8], SmallRun.Fit(third.Trainer.Resume(folder.File("run")), third.Run.Data, 9).Series("course"));
        var four = Make(0);
        SmallRun.Fit(new Trainer(four.Run.Net, four.Run.Optimizer, four.Run.Loss) { BatchSize = 8 }, four.Run.Data, 4);
        Assert.Equal(four.Run.Weights, Best());
        Assert.Contains("EarlyStop", Assert.Throws<ArgumentException>(() => { SmallRun.Fit(new Trainer(four.Run.Net, four.Run.Optimizer, four.Run.Loss) { BestPath = folder.File("best") }, four.Run.Data, 1); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_cannot_be_right_are_refused_before_anything_changes()
    {
        void Refused(SmallRun run, int epochs, string part)
        {
            var before = run.Weights;
            Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(() => run.Fit(epochs)).Message, StringComparison.Ordinal);
            Assert.Equal(before, run.Weights);
        }
        Refused(new(), 0, "at least one epoch, not 0");
        Refused(new(), -3, "not -3");
        Refused(new() { BatchSize = 0 }, 1, "not 0");
        Refused(new() { Data = new SmallRun().Data.Take(0) }, 1, "0 examples");
        Refused(new() { BatchSize = 51, DropLast = true }, 1, "50 examples, which makes no batch of 51");
        Refused(new() { EarlyStop = new EarlyStop("tset", 1), Metrics = new() { ["test"] = _ => 0 } }, 1, "'tset'");
        Refused(new() { EarlyStop = new EarlyStop("loss", -1) }, 1, "-1");
    }

    [Fact]
    public void History_has_the_mean_loss_over_examples_and_names_what_it_lacks()
    {
        var run = new SmallRun();
        List<(double Loss, int Count)> seen = [];
        var trainer = run.Trainer((batch, noise) =>
        {
            var loss = run.Loss(batch, noise);
            seen.Add((loss.Item(), batch.Images.Shape[0]));
            return loss;
        });
        var history = SmallRun.Fit(trainer, run.Data, 2);
        Assert.Equal([1, 2], history.Epochs.Select(record => record.Epoch));
        var expected = seen.Chunk(SmallRun.StepsPerEpoch).Select(epoch => epoch.Sum(step => step.Loss * step.Count) / 50).ToArray();
        for (var epoch = 0; epoch < 2; epoch++) Assert.Equal(expected[epoch], history.Series("loss")[epoch], 1e-12);
        Assert.True(history.ExamplesPerSecond > 0);
        Assert.Contains("'accuracy'", Assert.ThrowsAny<Exception>(() => history.Series("accuracy")).Message, StringComparison.Ordinal);
        Assert.Contains("loss", Assert.ThrowsAny<Exception>(() => history.Series("accuracy")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DropLast_leaves_the_short_batch_out()
    {
        using var source = new CancellationTokenSource();
        var progress = new CancelAtStep(0, source);
        new SmallRun { DropLast = true, Progress = progress }.Fit(epochs: 1);
        Assert.Equal([8L, 16, 24, 32, 40, 48], progress.Steps.Select(step => step.ExamplesDone));
    }

    [Fact]
    public void A_model_that_is_no_module_is_refused() =>
        Assert.Contains("NoModule is not a Module", Assert.Throws<ArgumentException>(() => new Trainer(new NoModule(), new Adam())).Message, StringComparison.Ordinal);

    private sealed class NoModule : ITrainable
    {
        public Tensor Loss(Batch batch, RandomStream noise) => batch.Images;
    }
}
