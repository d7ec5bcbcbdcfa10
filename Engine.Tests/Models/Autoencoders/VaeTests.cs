using Engine.Devices.Cpu;
using Engine.Models;
using Engine.Tests.Models.Objectives;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>Sizes are different in pairs, so that a mixed-up axis cannot hide: batch 5, features 7, hidden 3, latent 2.</summary>
public sealed class VaeTests
{
    private static readonly Device exact = Device.Reference;
    private readonly Tensor images = Tensor.Rand([5, 7], 1, exact);

    private static Vae Small(Device? device = null) => new Vae(new GaussianEncoder(7, 3, 2), new BernoulliDecoder(2, 3, 7)).To(device ?? exact);

    [Fact]
    public void Shapes()
    {
        var vae = Small();
        Assert.Equal([5, 2], vae.Encoder.Encode(images).Shape);
        Assert.Equal([5, 7], vae.Decoder.Decode(Tensor.Ones([5, 2], exact)).Shape);
        Assert.Equal([5], vae.Bound(images, new RandomStream(1)).Shape);
        Assert.Equal([4, 7], vae.Sample(4, new RandomStream(1)).Shape);
        Assert.Equal([5, 7], vae.Reconstruct(images).Shape);
        Assert.Equal([10, 7], vae.Walk(images.Slice(0, 0, 2), images.Slice(0, 2, 2), steps: 5).Shape);
        Assert.Equal(2, vae.Latent);
        Assert.Equal(["encoder.body.0.weight", "encoder.body.0.bias", "encoder.mean.weight", "encoder.mean.bias", "encoder.logScale.weight", "encoder.logScale.bias",
            "decoder.logits.0.weight", "decoder.logits.0.bias", "decoder.logits.2.weight", "decoder.logits.2.bias"], vae.Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void Errors_name_what_does_not_fit()
    {
        var vae = Small();
        static void Names<E>(Func<object> call, params string[] parts) where E : Exception
        {
            var message = Assert.ThrowsAny<E>(call).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
        Names<ArgumentException>(() => vae.Walk(images, images.Slice(0, 0, 2), 3), "[5, 7]", "[2, 7]");
        Names<ArgumentException>(() => vae.Walk(images, images, 1), "not 1");
        Names<ArgumentException>(() => vae.Bound(Tensor.Ones([5, 6], exact), new RandomStream(1)), "[5, 6]", "[3, 7]");
        Names<ArgumentOutOfRangeException>(() => vae.Sample(0, new RandomStream(1)), "not 0");
        Names<ArgumentException>(() => vae.NegativeElbo(Dataset.From(Tensor.Ones([3, 7])).Take(0), new RandomStream(1)), "empty");
        Names<ArgumentException>(() => vae.NegativeElbo(Dataset.From(Tensor.Ones([3, 7])), new RandomStream(1), batchSize: 0), "not 0");
        Names<ArgumentException>(() => new Vae(new GaussianEncoder(7, 3, 2), new BernoulliDecoder(2, 3, 1)).To(exact).Bound(images, new RandomStream(1)), "[5, 7]", "[5, 1]");
        Names<ArgumentException>(() => new Vae(new OddEncoder(), new BernoulliDecoder(2, 3, 7)), "OddEncoder", "name them");
        Names<ArgumentException>(() => new Vae(new OddEncoder(), new BernoulliDecoder(2, 3, 7), latent: 2), "OddEncoder is not a Module");
    }

    private sealed class OddEncoder : IEncoder
    {
        public Distribution Encode(Tensor x, RandomStream? noise = null) => new Normal(0, 1);
    }

    /// <summary>deepchem PR 4888: ln σ² taken for σ. ericjang/draw#2: the −1 not for each dimension. Sum of ½(μ² + σ² − 1 − ln σ²).</summary>
    [Theory]
    [InlineData(1, 0, 0.5)]
    [InlineData(0, 2, 2.194528049465325)]
    [InlineData(1, 2, 2.694528049465325)]
    [InlineData(0, 0, 0)]
    [InlineData(-2, -1, 2.183939720585721)]
    public void The_divergence_of_an_encoders_answer_is_exact(double mean, double logVariance, double each)
    {
        for (var latent = 1; latent <= 4; latent++)
        {
            var encoder = new GaussianEncoder(7, 3, latent).To(exact);
            Fill(encoder, "mean", mean);
            Fill(encoder, "logScale", logVariance / 2);
            var divergence = Kl.Divergence(encoder.Encode(images), new Normal(0, 1, exact)).Sum(-1).ToDoubles();
            Assert.All(divergence, value => Assert.Equal(latent * each, value, 1e-12));
        }
    }

    /// <summary>Makes a head constant: no weights, only a bias.</summary>
    private static void Fill(Module module, string head, double value)
    {
        foreach (var parameter in module.Parameters.Where(parameter => parameter.Name.Contains(head, StringComparison.Ordinal)))
            parameter.CopyFrom(Tensor.Full(parameter.Shape, parameter.Name.EndsWith("bias", StringComparison.Ordinal) ? value : 0, exact));
    }

    [Fact]
    public void The_bound_of_constant_logits_is_the_likelihood_without_the_divergence()
    {
        var vae = Small();
        Fill(vae, "decoder.logits.2", 0.4);
        var q = (Normal)vae.Encoder.Encode(images);
        var bound = vae.Bound(images, new RandomStream(3)).ToDoubles();
        for (var i = 0; i < 5; i++)
        {
            var expected = Enumerable.Range(0, 7).Sum(j => images[i, j] * 0.4 - Math.Log(1 + Math.Exp(0.4)));
            for (var j = 0; j < 2; j++) expected -= ElboTests.ClosedKl(q.Mean[i, j], q.Variance[i, j]);
            Assert.Equal(expected, bound[i], 1e-10);
        }
        Assert.Equal(-bound.Average(), vae.Loss(new Batch(images, Tensor.Zeros([0], exact)), new RandomStream(9)).Item(), 1e-10);
    }

    /// <summary>The loss as a layer, to be compared with differences by x and by every parameter, under the same noise.</summary>
    [Fact]
    public void The_gradient_of_the_loss_is_right_for_fixed_noise() => FiniteDifferences.Verify(new LossLayer(Small()), images.Clone(), noiseSeed: 4);

    private sealed class LossLayer : Layer
    {
        public LossLayer(Vae vae) => Register("vae", vae);

        public override Tensor Forward(Tensor x, RandomStream? noise = null) => GetChild<Vae>("vae").Loss(new Batch(x, Tensor.Zeros([0], x.Device)), noise!);
    }

    [Fact]
    public void A_walk_starts_and_ends_at_the_reconstructions_and_takes_equal_steps_between()
    {
        var vae = Small();
        var (from, to) = (images.Slice(0, 0, 2), images.Slice(0, 2, 2));
        var walk = vae.Walk(from, to, steps: 3);
        var (start, end) = (vae.Encoder.Encode(from).Mean, vae.Encoder.Encode(to).Mean);
        var middle = vae.Decoder.Decode((start + end) * 0.5).Mean;
        for (var pair = 0; pair < 2; pair++)
        {
            AssertNear(vae.Reconstruct(from).Slice(0, pair, 1), walk.Slice(0, 3 * pair, 1));
            AssertNear(middle.Slice(0, pair, 1), walk.Slice(0, 3 * pair + 1, 1));
            AssertNear(vae.Reconstruct(to).Slice(0, pair, 1), walk.Slice(0, 3 * pair + 2, 1));
        }
        Assert.NotEqual(walk.Slice(0, 0, 1).ToDoubles(), walk.Slice(0, 3, 1).ToDoubles());
    }

    private static void AssertNear(Tensor expected, Tensor actual)
    {
        foreach (var (e, a) in expected.ToDoubles().Zip(actual.ToDoubles())) Assert.Equal(e, a, 1e-12);
    }

    [Fact]
    public void Pictures_are_means_between_0_and_1_and_outlive_an_open_tape()
    {
        var vae = Small();
        Tensor sample;
        using (Tape.Record(vae.Parameters)) sample = vae.Sample(4, new RandomStream(2));
        Assert.All(sample.ToDoubles(), p => Assert.InRange(p, 0, 1));
        Assert.Equal(sample.ToDoubles(), vae.Sample(4, new RandomStream(2)).ToDoubles());
    }

    [Fact]
    public void The_batch_size_of_an_evaluation_only_changes_the_noise()
    {
        var vae = Small();
        Fill(vae, "decoder.logits.2", 0.4);
        var data = Dataset.From(images);
        Assert.Equal(vae.NegativeElbo(data, new RandomStream(1)), vae.NegativeElbo(data, new RandomStream(2), batchSize: 2), 1e-10);
    }

    /// <summary>One step from the same weights with the same noise: float against double.</summary>
    [Fact]
    public void A_training_step_is_the_same_on_both_devices()
    {
        double[][] Trained(Device device)
        {
            var vae = Small(device);
            using var tape = Tape.Record(vae.Parameters);
            var gradients = tape.Gradient(vae.Loss(new Batch(images.To(device), Tensor.Zeros([0], device)), new RandomStream(3)));
            new Sgd(0.1).Step(gradients);
            return [.. vae.Parameters.Select(parameter => parameter.ToDoubles())];
        }
        foreach (var (reference, cpu) in Trained(exact).SelectMany(values => values).Zip(Trained(new CpuDevice(2)).SelectMany(values => values)))
            Assert.Equal(reference, cpu, 2e-6);
    }
}
