using Engine.Models;
using Engine.Tests.Models.Training;

namespace Engine.Tests.Models.Autoencoders.Conditional;

/// <summary>Sizes are different in pairs: batch 5, features 7, classes 4, hidden 3, latent 2.</summary>
public sealed class ConditionalVaeTests
{
    private static readonly Device exact = Device.Reference;
    private readonly Tensor images = Tensor.Rand([5, 7], 1, exact);
    private readonly Tensor labels = Tensor.Of([3, 0, 1, 3, 2], exact);

    private Tensor Conditions => labels.OneHot(4);

    private static ConditionalVae Small(bool priorNetwork = true, LatentObjective? objective = null) => new ConditionalVae(
        new LabelCondition(4), new GaussianEncoder(11, 3, 2), new BernoulliDecoder(6, 3, 7), priorNetwork ? new GaussianEncoder(4, 3, 2) : null)
    { Objective = objective ?? new LatentElbo() }.To(exact);

    [Fact]
    public void Shapes()
    {
        var cvae = Small();
        Assert.Equal([5], cvae.Bound(images, Conditions, new RandomStream(1)).Shape);
        Assert.Equal([5, 7], cvae.Sample(Conditions, new RandomStream(1)).Shape);
        Assert.Equal([5, 2], cvae.Style(images, Conditions).Shape);
        Assert.Equal([12, 7], cvae.Across(Tensor.Ones([3, 2], exact), Conditions.Slice(0, 0, 4)).Shape);
        var pass = cvae.Given(Conditions).Pass(images, new RandomStream(1), [6]);
        Assert.Equal([6, 5, 7], pass.Likelihood.Shape);
        Assert.Equal([6, 5], pass.LogWeights.Shape);
        Assert.Equal(["encoder", "decoder", "prior"], cvae.Children.Select(child => child.Name));
        Assert.Equal(["encoder", "decoder"], Small(priorNetwork: false).Children.Select(child => child.Name));
        Assert.Null(Small(priorNetwork: false).Prior);
    }

    /// <summary>
    /// z = A·y + s₀·ε, x = b∘z + C·y + s·ε with three conditions, two latent variables and two observed. Then p(x|y) = N(b∘A·y + C·y, b²s₀² + s²) and
    /// p(z|x, y) = N(v·(A·y/s₀² + b∘(x − C·y)/s²), v), 1/v = 1/s₀² + b²/s²; b is the same for both, so that one deviation serves.
    /// </summary>
    private const double B = 1.4, S0 = 0.8, S = 0.6, V = 1 / (1 / (S0 * S0) + B * B / (S * S));
    private static readonly double[][] a = [[0.5, -1, 0.2], [0.1, 0.7, -0.4]], c = [[-0.3, 0.6, 1.1], [0.9, -0.2, 0.3]];

    private static double[] Row(int i, double z, double ofC, double ofA = 0) => [i == 0 ? z : 0, i == 1 ? z : 0, .. c[i].Zip(a[i], (gain, offset) => ofC * gain + ofA * offset)];

    private static ConditionalVae Linear(double off = 0) => new(
        new LabelCondition(3),
        encoder: new LinearPart([Row(0, V * B / (S * S) + off, -V * B / (S * S), V / (S0 * S0)), Row(1, V * B / (S * S) + off, -V * B / (S * S), V / (S0 * S0))], Math.Sqrt(V)),
        decoder: new LinearPart([Row(0, B, 1), Row(1, B, 1)], S), prior: new LinearPart(a, S0), latent: 2);

    private static double LogEvidence(Tensor x, Tensor y)
    {
        var mean = y.Linear(Tensor.Of(a, exact), null) * B + y.Linear(Tensor.Of(c, exact), null);
        return new Normal(mean, Math.Sqrt(B * B * S0 * S0 + S * S)).LogProb(x, -1).Mean().Item();
    }

    [Theory, InlineData(1), InlineData(6)]
    public void With_the_exact_posterior_the_bound_is_the_evidence_without_noise(int k)
    {
        var (x, y) = (Tensor.Randn([5, 2], 3, exact), Tensor.Randn([5, 3], 4, exact));
        Assert.Equal(LogEvidence(x, y), new Iwae(k).Bound(Linear().Given(y), x, new RandomStream(1)).Mean().Item(), 1e-12);
        Assert.True(new Iwae(k).Bound(Linear(off: 0.2).Given(y), x, new RandomStream(1)).Mean().Item() < LogEvidence(x, y) - 1e-4);
    }

    [Fact]
    public void The_divergence_is_that_from_the_prior_of_the_condition()
    {
        var (x, y) = (Tensor.Randn([5, 2], 3, exact), Tensor.Randn([5, 3], 4, exact));
        var model = Linear();
        var pass = model.Given(y).Pass(x, new RandomStream(1));
        var (q, p) = (model.Encoder.Encode(TensorJoins.Concat([x, y], 1)).Mean, model.Prior!.Encode(y).Mean);
        for (var i = 0; i < 5; i++)
        {
            var expected = 0.0;
            for (var j = 0; j < 2; j++) expected += Math.Log(S0 / Math.Sqrt(V)) + (V + Math.Pow(q[i, j] - p[i, j], 2)) / (2 * S0 * S0) - 0.5;
            Assert.Equal(expected, pass.Divergence[i], 1e-12);
        }
    }

    [Fact]
    public void Without_a_prior_network_the_bound_is_that_of_a_plain_autoencoder_of_x_and_y()
    {
        var cvae = Small(priorNetwork: false);
        var noise = new RandomStream(2).Normal([5, 2], exact);
        var q = (Normal)cvae.Encoder.Encode(TensorJoins.Concat([images, Conditions], 1));
        var z = q.Mean + q.Variance.Sqrt() * noise;
        var expected = cvae.Decoder.Decode(TensorJoins.Concat([z, Conditions], 1)).LogProb(images, -1) - Kl.Divergence(q, new Normal(0, 1, exact)).Sum(-1);
        Assert.True(expected.AllClose(cvae.Bound(images, Conditions, new RandomStream(2)), rtol: 1e-12, atol: 1e-12));
        Assert.Equal(-expected.Mean().Item(), cvae.Loss(new(images, labels), new RandomStream(2)).Item(), 1e-12);
        Assert.Equal(-expected.Mean().Item(), cvae.NegativeElbo(Dataset.From(images, labels), new RandomStream(2)), 1e-6);
    }

    public static TheoryData<string> Objectives => ["elbo", "iwae"];

    [Theory, MemberData(nameof(Objectives))]
    public void The_gradient_of_the_loss_is_right_for_fixed_noise(string objective) =>
        FiniteDifferences.Verify(new LossLayer(Small(objective: objective == "iwae" ? new Iwae(3) : null), labels), images.Clone(), noiseSeed: 4);

    private sealed class LossLayer : Layer
    {
        private readonly Tensor labels;

        public LossLayer(ConditionalVae cvae, Tensor labels)
        {
            this.labels = labels;
            Register("cvae", cvae);
        }

        public override Tensor Forward(Tensor x, RandomStream? noise = null) => GetChild<ConditionalVae>("cvae").Loss(new(x, labels), noise!);
    }

    [Fact]
    public void Across_is_each_style_under_each_condition()
    {
        var cvae = Small();
        var z = Tensor.Randn([3, 2], 6, exact);
        var across = cvae.Across(z, Conditions.Slice(0, 0, 4)).Reshape(3, 4, 7);
        for (var style = 0; style < 3; style++)
            for (var condition = 0; condition < 4; condition++)
            {
                var one = cvae.Decoder.Decode(TensorJoins.Concat([z.Slice(0, style, 1), Conditions.Slice(0, condition, 1)], 1)).Mean;
                Assert.True(one.Reshape([7]).AllClose(across.Slice(0, style, 1).Slice(1, condition, 1).Reshape([7]), rtol: 1e-12, atol: 1e-12));
            }
    }

    /// <summary>The mean of p(x|z, y) is b∘z + C·y: over z ~ p(z|y) it is spread by b²s₀² about b∘A·y + C·y.</summary>
    [Fact]
    public void Samples_come_from_the_prior_of_the_condition()
    {
        var y = Tensor.Randn([5, 3], 4, exact);
        var samples = Linear().Sample(y.Expand([4000, 5, 3]).Reshape(20000, 3), new RandomStream(5)).Reshape(4000, 5, 2);
        var mean = y.Linear(Tensor.Of(a, exact), null) * B + y.Linear(Tensor.Of(c, exact), null);
        Assert.True(samples.Mean(0).AllClose(mean, rtol: 0, atol: 5 * B * S0 / Math.Sqrt(4000)));
        Assert.True((samples.Variance(0) - B * B * S0 * S0).Abs().Max().Item() < 0.15);
    }

    [Fact]
    public void A_first_guess_is_joined_to_the_condition_and_is_not_trained()
    {
        var (network, y) = (new Sequential(new Linear(4, 6), new Engine.Models.Sigmoid()), Conditions.To(Device.Cpu));
        var guess = new FirstGuess(network);
        Assert.Equal(TensorJoins.Concat([y, network.Forward(y)], 1).ToDoubles(), guess.Forward(y).ToDoubles());
        var encoder = new GaussianEncoder(new Sequential(guess, new Linear(10, 3)), 3, 2);
        Assert.Equal(["body.1.weight", "body.1.bias", "mean.weight", "mean.bias", "logScale.weight", "logScale.bias"], encoder.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["body.0.network.0.weight", "body.0.network.0.bias"], encoder.Buffers.Select(buffer => buffer.Name));
    }

    [Fact]
    public void Errors_name_what_does_not_fit()
    {
        var cvae = Small();
        static void Names(Func<object> call, params string[] parts)
        {
            var message = Assert.ThrowsAny<ArgumentException>(call).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
        Names(() => cvae.Given(Tensor.Ones([5, 3], exact)), "y has shape [5, 3]", "[batch, 4]");
        Names(() => cvae.Sample(Tensor.Ones([4], exact), new RandomStream(1)), "[4]", "[batch, 4]");
        Names(() => cvae.Bound(images.Slice(0, 0, 3), Conditions, new RandomStream(1)), "x has shape [3, 7]", "[5, features]", "[5, 4]");
        Names(() => cvae.Style(images, Conditions.Slice(0, 0, 2)), "[5, 7]", "[2, features]");
        Names(() => cvae.Across(Tensor.Ones([3, 5], exact), Conditions), "z has shape [3, 5]", "[styles, 2]");
        Names(() => cvae.Loss(new(images, Tensor.Zeros([0], exact)), new RandomStream(1)), "[5, 7]", "[0]", "labels");
        Names(() => cvae.Loss(new(images, labels + 1), new RandomStream(1)), "4");
        Names(() => cvae.NegativeElbo(Dataset.From(Tensor.Ones([3, 7]), Tensor.Zeros([3])).Take(0), new RandomStream(1)), "empty");
        Names(() => new LabelCondition(0), "not 0");
        Names(() => new ConditionalVae(new LabelCondition(4), new Odd(), new BernoulliDecoder(6, 3, 7)), "Odd", "name them");
        Names(() => new ConditionalVae(new LabelCondition(4), new Odd(), new BernoulliDecoder(6, 3, 7), latent: 2), "Odd is not a Module");
    }

    private sealed class Odd : IEncoder
    {
        public Distribution Encode(Tensor x, RandomStream? noise = null) => new Normal(0, 1);
    }

    [Fact]
    public void Saved_and_loaded_it_is_the_same_bit_for_bit_with_its_frozen_part()
    {
        using var folder = new TemporaryFolder();
        ConditionalVae Made(ulong seed)
        {
            var baseline = new Linear(4, 6);
            baseline.Initialize(new RandomStream(seed));
            var cvae = new ConditionalVae(new LabelCondition(4), new GaussianEncoder(11, 3, 2), new BernoulliDecoder(6, 3, 7),
                new GaussianEncoder(new Sequential(new FirstGuess(new Sequential(baseline)), new Linear(10, 3)), 3, 2));
            cvae.Initialize(new RandomStream(seed));
            return cvae;
        }
        var (first, second) = (Made(1), Made(2));
        first.Save(folder.File("cvae"));
        double Loss(ConditionalVae cvae) => cvae.NegativeElbo(Dataset.From(images, labels), new RandomStream(3));
        Assert.NotEqual(Loss(first), Loss(second));
        second.Load(folder.File("cvae"));
        Assert.Equal(Loss(first), Loss(second));
        Assert.Equal(first.Buffers.Select(buffer => buffer.ToDoubles()), second.Buffers.Select(buffer => buffer.ToDoubles()));
    }

    [Fact]
    public void Stopped_and_resumed_it_ends_in_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        var data = Dataset.From(Tensor.Rand([50, 7], 8), Tensor.Rand([50], 9).Multiply(4).Floor());
        (ConditionalVae Cvae, Trainer Trainer) Make(ITrainingProgress progress, string? checkpoint)
        {
            var cvae = Small().To(Device.Cpu);
            return (cvae, new Trainer(cvae, new Adam()) { BatchSize = 16, Progress = progress, CheckpointPath = checkpoint });
        }
        using var source = new CancellationTokenSource();
        var whole = Make(ConsoleProgress.None, null);
        SmallRun.Fit(whole.Trainer, data, 2);
        SmallRun.Fit(Make(new CancelAtStep(5, source), folder.File("checkpoint")).Trainer, data, 2, source);
        var resumed = Make(ConsoleProgress.None, null);
        SmallRun.Fit(resumed.Trainer.Resume(folder.File("checkpoint")), data, 2);
        Assert.Equal(whole.Cvae.Parameters.Select(parameter => parameter.ToDoubles()), resumed.Cvae.Parameters.Select(parameter => parameter.ToDoubles()));
    }
}
