using Engine.Models;
using Engine.Models.Initialization;
using Engine.Operations;

namespace Engine.Tests.Models.Layers;

public class LayerTests
{
    public readonly struct Cube : IUnaryOp
    {
        public L Value<L>(L x) where L : struct, ILane<L> => x * x * x;

        public L Slope<L>(L x, L y) where L : struct, ILane<L> => Slopes.ByDual<Cube, L>(x);
    }

    // Batch 5, inputs 7, hidden 3, outputs 2: pairwise different, so that a mixed-up axis cannot go unseen (texar-pytorch#251).
    internal static readonly Dictionary<string, Func<Layer>> Layers = new()
    {
        ["linear"] = () => new Linear(7, 3),
        ["linear without bias"] = () => new Linear(7, 3, bias: false),
        ["bayesian"] = () => new BayesianLinear(7, 3),
        ["bayesian, local"] = () => new BayesianLinear(7, 3, estimator: WeightEstimator.LocalReparameterization),
        ["bayesian without bias"] = () => new BayesianLinear(7, 3, bias: false),
        ["correlated"] = () => new CorrelatedLinear(7, 2),
        ["correlated, low rank"] = () => new CorrelatedLinear(7, 3, rank: 2),
        ["spike and slab"] = () => new SpikeAndSlabLinear(7, 3, initialInclusion: 0.6),
        ["variational dropout"] = () => new VariationalDropoutLinear(7, 3, initialDeviation: 0.1),
        ["relu"] = () => new Engine.Models.Relu(),
        ["leaky relu"] = () => new Engine.Models.LeakyRelu(0.2),
        ["elu"] = () => new Engine.Models.Elu(1.5),
        ["gelu"] = () => new Engine.Models.Gelu(),
        ["silu"] = () => new Engine.Models.Silu(),
        ["tanh"] = () => new Engine.Models.Tanh(),
        ["sigmoid"] = () => new Engine.Models.Sigmoid(),
        ["softplus"] = () => new Engine.Models.Softplus(),
        ["own op"] = () => new Activation<Cube>(),
        ["layer norm"] = () => new LayerNorm(7),
        ["learned noise"] = () => new LearnedNoise(7),
        ["lambda"] = () => new Lambda(x => x.Square() + 1),
        ["dropout"] = () => new Dropout(0.4),
        ["first guess"] = () => new Sequential(new FirstGuess(new Linear(7, 2)), new Linear(9, 3)),
        ["autoencoder"] = () => new Autoencoder(new Linear(7, 3), new Sequential(new Engine.Models.Tanh(), new Linear(3, 2))),
        ["linear autoencoder"] = () => new LinearAutoencoder(7, 3),
        ["tied autoencoder"] = () => new TiedAutoencoder(new Sequential(new Linear(7, 4), new Engine.Models.Softplus(), new Linear(4, 2))),
        ["flatten"] = () => new Sequential(new Lambda(x => x.Reshape(5, 7, 1)), new Flatten(), new Linear(7, 2)),
        ["network"] = () => new Sequential(new Linear(7, 3), new Engine.Models.Softplus(), new LayerNorm(3), new Linear(3, 2)),
    };

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Fact]
    public void An_activation_after_a_dense_layer_gives_the_same_bits_in_one_pass_as_in_two()
    {
        var rng = new RandomStream(3);
        foreach (var activation in (Layer[])[new Engine.Models.Relu(), new Engine.Models.Tanh(), new Engine.Models.Sigmoid(), new Engine.Models.Softplus()])
        {
            var linear = new Linear(40, 33);
            var network = new Sequential(linear, activation);
            network.Initialize(rng);
            var x = rng.Normal([70, 40]);
            using var tape = Tape.Record([x, linear.Weight]);
            var (together, apart) = (network.Forward(x), activation.Forward(linear.Forward(x)));
            Assert.Equal(apart.ToArray(), together.ToArray());
            var (byBoth, byEach) = (tape.Gradient(together.Square().Sum()), tape.Gradient(apart.Square().Sum()));
            Assert.Equal(byEach[x].ToArray(), byBoth[x].ToArray());
            Assert.Equal(byEach[linear.Weight].ToArray(), byBoth[linear.Weight].ToArray());
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Gradients_agree_with_finite_differences(string name)
    {
        var layer = Layers[name]().To(Device.Reference);
        FiniteDifferences.Verify(layer, Tensor.Randn([5, 7], seed: 4, Device.Reference), noiseSeed: 8);
    }

    [Fact]
    public void Linear_is_x_times_the_transposed_weight_plus_bias()
    {
        var layer = new Linear(2, 3);
        layer.Weight.CopyFrom(Tensor.Of([[1, 2], [3, 4], [5, 6]]));
        layer.Bias!.CopyFrom(Tensor.Of([10.0, 20, 30]));
        Assert.Equal([12, 24, 36, 11, 23, 35], layer.Forward(Tensor.Of([[0, 1], [1, 0]])).ToArray());
        Assert.Equal([1, 1, 3], layer.Forward(Tensor.Ones([1, 1, 2])).Shape);
    }

    [Fact]
    public void Linear_starts_as_PyTorch_s()
    {
        var layer = new Linear(100, 50);
        foreach (var values in new[] { layer.Weight.ToDoubles(), layer.Bias!.ToDoubles() })
        {
            Assert.True(values.Max(Math.Abs) <= 0.1);
            Assert.InRange(values.Max(), 0.09, 0.1);
            Assert.InRange(values.Min(), -0.1, -0.09);
        }
    }

    [Fact]
    public void Layer_norm_gives_mean_0_and_variance_1()
    {
        var y = new LayerNorm(64).To(Device.Reference).Forward(Tensor.Randn([3, 64], seed: 1, Device.Reference) * 5 + 2);
        Assert.True(y.Mean(-1).AllClose(Tensor.Zeros([3], Device.Reference), atol: 1e-12));
        Assert.True(y.Variance(-1).AllClose(Tensor.Ones([3], Device.Reference), rtol: 1e-5));
        Assert.Equal([1, 64], new LayerNorm(64).Forward(Tensor.Ones([1, 64])).Shape);
        Assert.False(new LayerNorm(64).Forward(Tensor.Ones([1, 64])).HasNaN());
    }

    [Fact]
    public void Wrong_inputs_and_sizes_are_refused()
    {
        Assert.Contains("[..., 7], not [5, 3]", Assert.Throws<ArgumentException>(() => new Linear(7, 3).Forward(Tensor.Ones([5, 3]))).Message);
        Assert.Contains("[..., 7], not [5, 3]", Assert.Throws<ArgumentException>(() => new LayerNorm(7).Forward(Tensor.Ones([5, 3]))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Linear(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Linear(3, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerNorm(3, epsilon: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sequential(new Linear(2, 2))[1]);
        Assert.Contains("[3]", Assert.Throws<ArgumentException>(() => new Linear(3, 3, biasInitializer: new HeNormal())).Message);
    }

    [Fact]
    public void An_empty_batch_gives_an_empty_result() =>
        Assert.Equal([0, 2], Layers["network"]().Forward(Tensor.Zeros([0, 7])).Shape);
}
