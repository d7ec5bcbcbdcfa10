using Engine.Models;
using Engine.Tests.Models.Training;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>Sizes are different in pairs: batch 5, features 7, hidden 3, latent 2; 50 training examples.</summary>
public sealed class LiftedVaeTests
{
    private static readonly Device exact = Device.Reference;
    private readonly Tensor images = Tensor.Rand([5, 7], 1, exact);

    private Batch Batch => new(images, Tensor.Zeros([0], exact));

    private static Vae Plain(LatentObjective? objective = null) => new Vae(new GaussianEncoder(7, 3, 2), new BernoulliDecoder(2, 3, 7)) { Objective = objective ?? new LatentElbo() }.To(exact);

    private static Dataset Data(int count) => Dataset.From(Tensor.Rand([count, 7], 8));

    [Fact]
    public void Only_the_decoder_is_lifted_at_its_weights()
    {
        var plain = Plain();
        var lifted = LiftedVae.Lift(plain, 50, initialDeviation: 1e-3, relativeDeviation: 0.1);
        Assert.Equal(["vae.decoder.logits.0", "vae.decoder.logits.2"], BayesianLayer.In(lifted).Select(layer => layer.Name));
        Assert.Empty(BayesianLayer.In(plain));
        var (layer, trained) = ((BayesianLinear)BayesianLayer.In(lifted).Last(), plain.Parameters.First(parameter => parameter.Name == "decoder.logits.2.weight"));
        Assert.Equal(trained.ToDoubles(), layer.Weight.Mean.ToDoubles());
        Assert.True((trained.Abs() * 0.1 + 1e-3).AllClose(layer.Weight.Distribution.Variance.Sqrt(), rtol: 1e-9, atol: 0));
    }

    public static TheoryData<string> Objectives => ["elbo", "iwae"];

    /// <summary>With weights that are all but certain, the loss is the plain autoencoder's and KL(q(w) ‖ p(w))/N; the draw of the weights comes first from the pass's stream.</summary>
    [Theory, MemberData(nameof(Objectives))]
    public void With_no_spread_it_is_the_plain_bound_and_the_divergence_for_each_example(string name)
    {
        LatentObjective objective = name == "iwae" ? new Iwae(3) : new LatentElbo();
        var plain = Plain(objective);
        var lifted = LiftedVae.Lift(plain, 50, initialDeviation: 1e-12, relativeDeviation: 0);
        var pass = new BayesianPass(new RandomStream(4));
        var bound = objective.Bound(plain, images, pass).Mean().Item();
        var divergence = new BayesianPass(new RandomStream(4)).DrawAll(lifted).Divergence(lifted).Item();
        Assert.True(divergence > 100, $"{divergence}");
        Assert.Equal(divergence / 50 - bound, lifted.Loss(Batch, new RandomStream(4)).Item(), 1e-9);
    }

    /// <summary>Over an epoch in batches of 16 and a last one of 2, the examples' shares come to one divergence.</summary>
    [Fact]
    public void The_divergence_counts_once_an_epoch()
    {
        var lifted = LiftedVae.Lift(Plain(), 50);
        var (plain, data) = (LiftedVae.Lift(Plain(), 1_000_000_000), Data(50));
        var (with, without) = (0.0, 0.0);
        foreach (var batch in data.Batches(16, device: exact))
        {
            with += lifted.Loss(batch, new RandomStream(3)).Item() * batch.Images.Shape[0];
            without += plain.Loss(batch, new RandomStream(3)).Item() * batch.Images.Shape[0];
        }
        var divergence = new BayesianPass(new RandomStream(3)).DrawAll(lifted).Divergence(lifted).Item();
        Assert.Equal(divergence, with - without, 1e-4 * divergence);
        Assert.Equal(divergence / 50, lifted.NegativeElbo(data, new RandomStream(3), batchSize: 50) - plain.NegativeElbo(data, new RandomStream(3), batchSize: 50), 1e-4 * divergence);
    }

    [Fact]
    public void The_trainer_watches_over_it()
    {
        var lifted = LiftedVae.Lift(Plain().To(Device.Cpu), 50);
        SmallRun.Fit(new Trainer(lifted, new Adam()) { BatchSize = 16 }, Data(50), 1);
        SmallRun.Fit(new Trainer(lifted, new Adam()) { BatchSize = 16, DropLast = true }, Data(50), 1);
        var message = Assert.Throws<ArgumentException>(() => { SmallRun.Fit(new Trainer(lifted, new Adam()), Data(40), 1); }).Message;
        Assert.Contains("training set of 50 examples, but this one has 40", message, StringComparison.Ordinal);
        Assert.Contains("would count 0.8 times", message, StringComparison.Ordinal);
        message = Assert.Throws<InvalidOperationException>(() => { SmallRun.Fit(new Trainer(new Doubled(lifted), new Adam()) { BatchSize = 16 }, Data(50), 1); }).Message;
        Assert.Contains("counted 2 times", message, StringComparison.Ordinal);
    }

    private sealed class Doubled : Module, ITrainable, ICountsOnce
    {
        public Doubled(LiftedVae inner) => Register("inner", inner);

        private LiftedVae Inner => GetChild<LiftedVae>("inner");

        public Tensor Loss(Batch batch, RandomStream noise) => Inner.Loss(batch, noise);

        public void CheckFits(int dataCount, bool dropLast) => Inner.CheckFits(dataCount, dropLast);

        public double Share(Batch batch) => 2 * Inner.Share(batch);
    }

    [Theory, MemberData(nameof(Objectives))]
    public void The_gradient_of_the_loss_is_right_for_fixed_noise(string objective) =>
        FiniteDifferences.Verify(new LossLayer(LiftedVae.Lift(Plain(objective == "iwae" ? new Iwae(3) : null), 50, initialDeviation: 0.1)), images.Clone(), noiseSeed: 4);

    private sealed class LossLayer : Layer
    {
        public LossLayer(LiftedVae vae) => Register("vae", vae);

        public override Tensor Forward(Tensor x, RandomStream? noise = null) => GetChild<LiftedVae>("vae").Loss(new(x, Tensor.Zeros([0], x.Device)), noise!);
    }

    [Fact]
    public void Answers_are_those_of_several_decoders()
    {
        var lifted = LiftedVae.Lift(Plain(), 50, initialDeviation: 0.3);
        var answers = lifted.Reconstruct(images, 6, new RandomStream(2));
        Assert.Equal([6, 5, 7], answers.Samples.Shape);
        var (z, rng) = (lifted.Vae.Encoder.Encode(images).Mean, new RandomStream(2));
        for (var draw = 0; draw < 6; draw++)
        {
            var one = lifted.Vae.Decoder.Decode(z, new BayesianPass(rng)).Mean;
            Assert.Equal(one.ToDoubles(), answers.Samples.Slice(0, draw, 1).ToDoubles());
        }
        Assert.All(answers.Variance.ToDoubles(), variance => Assert.True(variance > 1e-6));
        Assert.True(LiftedVae.Lift(Plain(), 50, initialDeviation: 1e-12, relativeDeviation: 0).Reconstruct(images, 3, new RandomStream(2)).Mean.AllClose(Plain().Reconstruct(images), rtol: 1e-9, atol: 1e-9));
    }

    [Fact]
    public void Errors_name_what_does_not_fit()
    {
        Assert.Contains("LiftedVae.Lift", Assert.Throws<ArgumentException>(() => new LiftedVae(Plain(), 50)).Message, StringComparison.Ordinal);
        Assert.Contains("not 0", Assert.Throws<ArgumentOutOfRangeException>(() => LiftedVae.Lift(Plain(), 0)).Message, StringComparison.Ordinal);
        var lifted = LiftedVae.Lift(Plain(), 50);
        Assert.Contains("not 0", Assert.Throws<ArgumentOutOfRangeException>(() => lifted.Decode(Tensor.Ones([5, 2], exact), 0, new RandomStream(1))).Message, StringComparison.Ordinal);
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => { lifted.NegativeElbo(Data(50).Take(0), new RandomStream(1)); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saved_loaded_stopped_and_resumed_it_is_the_same_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        (LiftedVae Lifted, Trainer Trainer) Make(ITrainingProgress progress, string? checkpoint)
        {
            var lifted = LiftedVae.Lift(Plain().To(Device.Cpu), 50, Prior.AtTrainedWeights());
            return (lifted, new Trainer(lifted, new Adam()) { BatchSize = 16, Progress = progress, CheckpointPath = checkpoint });
        }
        using var source = new CancellationTokenSource();
        var whole = Make(ConsoleProgress.None, null);
        SmallRun.Fit(whole.Trainer, Data(50), 2);
        SmallRun.Fit(Make(new CancelAtStep(5, source), folder.File("checkpoint")).Trainer, Data(50), 2, source);
        var resumed = Make(ConsoleProgress.None, null);
        SmallRun.Fit(resumed.Trainer.Resume(folder.File("checkpoint")), Data(50), 2);
        Assert.Equal(whole.Lifted.Parameters.Select(parameter => parameter.ToDoubles()), resumed.Lifted.Parameters.Select(parameter => parameter.ToDoubles()));

        whole.Lifted.Save(folder.File("lifted"));
        var loaded = Make(ConsoleProgress.None, null).Lifted;
        Assert.NotEqual(whole.Lifted.NegativeElbo(Data(50), new RandomStream(1)), loaded.NegativeElbo(Data(50), new RandomStream(1)));
        loaded.Load(folder.File("lifted"));
        Assert.Equal(whole.Lifted.NegativeElbo(Data(50), new RandomStream(1)), loaded.NegativeElbo(Data(50), new RandomStream(1)));
    }
}
