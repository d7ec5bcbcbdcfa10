using Engine.Models;
using Engine.Tests.Models.Training;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>Sizes are different in pairs, so that a mixed-up axis cannot hide: batch 5, features 7, hidden 4, latent 2.</summary>
public sealed class AutoencoderTests
{
    private static readonly Device exact = Device.Reference;
    private readonly Tensor images = Tensor.Rand([5, 7], 1, exact);

    private static readonly Dictionary<string, Func<Module>> kinds = new()
    {
        ["deep"] = Deep,
        ["linear"] = () => new LinearAutoencoder(7, 2),
        ["tied"] = Tied,
        ["denoising"] = () => new DenoisingAutoencoder(Deep(), new MaskCorruption(0.3)),
        ["denoising, tied"] = () => new DenoisingAutoencoder(Tied(), new SaltAndPepperCorruption(0.4)),
        ["denoising, Gaussian"] = () => new DenoisingAutoencoder(new LinearAutoencoder(7, 2), new GaussianCorruption(0.5)),
    };

    public static TheoryData<string> Kinds => [.. kinds.Keys];

    private static Autoencoder Deep() => new(new Sequential(new Linear(7, 4), new Tanh(), new Linear(4, 2)), new Sequential(new Linear(2, 4), new Softplus(), new Linear(4, 7), new Sigmoid()));

    private static TiedAutoencoder Tied() => new(new Sequential(new Linear(7, 4), new Tanh(), new Linear(4, 2), new Sigmoid()), new Sigmoid());

    private static ITrainable Of(string kind, Device? device = null) => (ITrainable)kinds[kind]().To(device ?? exact);

    private static Batch Whole(Tensor x) => new(x, Tensor.Zeros([0], x.Device));

    [Theory, MemberData(nameof(Kinds))]
    public void The_gradient_of_the_loss_is_right_for_fixed_noise(string kind) =>
        FiniteDifferences.Verify(new LossLayer(kinds[kind]()).To(exact), images.Clone(), noiseSeed: 4);

    private sealed class LossLayer : Layer
    {
        public LossLayer(Module model) => Register("model", model);

        public override Tensor Forward(Tensor x, RandomStream? noise = null) => ((ITrainable)GetChild<Module>("model")).Loss(Whole(x), noise!);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void It_is_saved_and_loaded_bitwise(string kind)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("ae.safetensors");
        var (model, loaded) = (kinds[kind](), kinds[kind]());
        model.Initialize(new RandomStream(9));
        foreach (var parameter in model.Parameters) parameter.CopyFrom(parameter + 0.1);
        model.Save(path);
        loaded.Load(path);
        Assert.Equal(model.Parameters.Select(parameter => parameter.ToDoubles()), loaded.Parameters.Select(parameter => parameter.ToDoubles()));
        Assert.Equal(((ITrainable)model).Loss(Whole(images.To(Device.Cpu)), new(1)).Item(), ((ITrainable)loaded).Loss(Whole(images.To(Device.Cpu)), new(1)).Item());
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_run_that_was_stopped_ends_in_the_same_weights(string kind)
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        var data = Dataset.From(Tensor.Rand([30, 7], 3));
        double[] Fit(ITrainingProgress progress, string? from, CancellationTokenSource? stop = null)
        {
            var model = kinds[kind]();
            var trainer = new Trainer((ITrainable)model, new Adam()) { BatchSize = 8, Seed = 2, Progress = progress, CheckpointPath = folder.File("run") };
            SmallRun.Fit(from is null ? trainer : trainer.Resume(from), data, 2, stop);
            return [.. model.Parameters.SelectMany(parameter => parameter.ToDoubles())];
        }
        var whole = Fit(ConsoleProgress.None, null);
        Assert.NotEqual(whole, Fit(new CancelAtStep(3, source), null, source));
        Assert.Equal(whole, Fit(ConsoleProgress.None, folder.File("run")));
    }

    [Fact]
    public void The_loss_is_the_squared_distance_summed_over_features_and_averaged_over_examples()
    {
        var model = (Autoencoder)Of("deep");
        var expected = (model.Reconstruct(images) - images).Square().Sum(1).Mean().Item();
        Assert.Equal(expected, model.Loss(Whole(images), new(1)).Item(), 1e-12);
        Assert.Equal(expected, model.SquaredError(Dataset.From(images), batchSize: 2), 1e-6);
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => model.SquaredError(Dataset.From(images).Take(0))).Message, StringComparison.Ordinal);
    }

    /// <summary>The decoder by hand from the encoder's weights, and as many numbers as half the weights and both biases.</summary>
    [Fact]
    public void Tied_weights_are_the_encoder_s_turned()
    {
        var model = (TiedAutoencoder)Of("tied");
        var named = model.Parameters.ToDictionary(parameter => parameter.Name);
        Assert.Equal(["bias0", "bias2", "encoder.0.weight", "encoder.0.bias", "encoder.2.weight", "encoder.2.bias"], named.Keys);
        Assert.Equal([7], named["bias0"].Shape);
        Assert.Equal([4], named["bias2"].Shape);
        named["bias0"].CopyFrom(Tensor.Randn([7], 5, exact));
        named["bias2"].CopyFrom(Tensor.Randn([4], 6, exact));
        var z = Tensor.Rand([3, 2], 7, exact);
        var hidden = (z.Linear(named["encoder.2.weight"].Transpose()) + named["bias2"]).Tanh();
        var expected = (hidden.Linear(named["encoder.0.weight"].Transpose()) + named["bias0"]).Sigmoid();
        Assert.True(expected.AllClose(model.Decode(z), rtol: 0, atol: 1e-12));
        Assert.All(model.Encode(images).ToDoubles(), code => Assert.InRange(code, 0, 1));
    }

    [Fact]
    public void A_walk_starts_and_ends_at_the_reconstructions()
    {
        var model = (Autoencoder)Of("tied");
        var (from, to) = (images.Slice(0, 0, 2), images.Slice(0, 2, 2));
        var walk = model.Walk(from, to, 3).Reshape(2, 3, 7);
        Assert.True(model.Reconstruct(from).AllClose(walk.Slice(1, 0, 1).Squeeze(1), rtol: 0, atol: 1e-12));
        Assert.True(model.Reconstruct(to).AllClose(walk.Slice(1, 2, 1).Squeeze(1), rtol: 0, atol: 1e-12));
        Assert.True(model.Decode((model.Encode(from) + model.Encode(to)) / 2).AllClose(walk.Slice(1, 1, 1).Squeeze(1), rtol: 0, atol: 1e-12));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        static void Names(Func<object> call, params string[] parts)
        {
            var message = Assert.ThrowsAny<ArgumentException>(call).Message;
            Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
        Names(() => new TiedAutoencoder(new Sequential(new Linear(7, 4), new LayerNorm(4))), "Layer 1", "LayerNorm");
        Names(() => new TiedAutoencoder(new Sequential(new Tanh())), "no Linear");
        Names(() => ((Autoencoder)Of("deep")).Encode(Tensor.Ones([5, 6], exact)), "[5, 6]");
        Names(() => ((Autoencoder)Of("tied")).Decode(Tensor.Ones([5, 3], exact)), "[5, 3]");
        Names(() => new Autoencoder(new Linear(7, 2), new Linear(2, 6)).To(exact).Loss(Whole(images), new(1)), "[5, 7]", "[5, 6]");
        Names(() => ((Autoencoder)Of("deep")).Walk(images, images.Slice(0, 0, 2), 3), "[5, 7]", "[2, 7]");
    }

    /// <summary>Without corruption it is the autoencoder within.</summary>
    [Fact]
    public void Denoising_is_judged_by_the_clean_observations()
    {
        var model = new DenoisingAutoencoder(Deep(), new MaskCorruption(0.5)).To(exact);
        var corrupted = new MaskCorruption(0.5).Apply(images, new RandomStream(3));
        var expected = (model.Denoise(corrupted) - images).Square().Sum(1).Mean().Item();
        Assert.Equal(expected, model.Loss(Whole(images), new RandomStream(3)).Item(), 1e-12);
        Assert.Equal(expected, model.SquaredError(Dataset.From(images), new RandomStream(3)), 1e-6);
        var clean = new DenoisingAutoencoder(Deep(), new MaskCorruption(0)).To(exact);
        Assert.Equal(clean.Autoencoder.Loss(Whole(images), new(1)).Item(), clean.Loss(Whole(images), new(1)).Item(), 1e-12);
    }
}
