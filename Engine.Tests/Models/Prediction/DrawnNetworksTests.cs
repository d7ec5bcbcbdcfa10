using Engine.Models;
using Engine.Tests.Models.Bayesian;

namespace Engine.Tests.Models;

/// <summary>Many networks drawn at once answer as one drawn after the other: same moments, same dependence between inputs, in layers of any kind.</summary>
public sealed class DrawnNetworksTests
{
    private const int Many = 20_000;

    private static readonly Device exact = Device.Reference;

    public static TheoryData<WeightEstimator, int, bool> Ways
    {
        get
        {
            TheoryData<WeightEstimator, int, bool> ways = [];
            foreach (var estimator in Enum.GetValues<WeightEstimator>())
                foreach (var rows in new[] { 1, 3 })
                    foreach (var shares in new[] { true, false }) ways.Add(estimator, rows, shares);
            return ways;
        }
    }

    private static BayesianLinear Layer(int inputs, int outputs, WeightEstimator estimator = WeightEstimator.WeightSampling, bool bias = true)
    {
        var layer = new BayesianLinear(inputs, outputs, estimator: estimator, bias: bias).To(exact);
        layer.Weight.Rho.CopyFrom(Tensor.Randn([outputs, inputs], seed: 2, exact));
        return layer;
    }

    /// <summary>One layer: each output is N(x·μ + μ_b, x²·σ² + σ_b²), and outputs of two inputs depend on each other only through weights that they share.</summary>
    [Theory, MemberData(nameof(Ways))]
    public void Outputs_have_the_moments_of_drawn_weights(WeightEstimator estimator, int rows, bool shares)
    {
        var (layer, x) = (Layer(7, 2, estimator), Tensor.Randn([rows, 7], seed: 4, exact));
        var values = PredictiveValues.Of(layer, x, Many, new RandomStream(3), shares);
        Assert.Equal([Many, rows, 2], values.Samples.Shape);
        var (mean, variance) = (layer.Forward(x), x.Square().Linear(layer.Weight.Rho.Softplus().Square(), layer.Bias!.Rho.Softplus().Square()));
        AssertWithin(mean, values.Mean, 5 * (variance / Many).Sqrt());
        AssertWithin(variance, values.Variance, 5 * variance * Math.Sqrt(2.0 / Many));
        if (rows == 1) return;
        var sigma = layer.Weight.Rho.Softplus().Square();
        for (var output = 0; output < 2; output++)
        {
            var expected = 0.0;
            if (shares && estimator == WeightEstimator.WeightSampling)
            {
                for (var i = 0; i < 7; i++) expected += x[0, i] * x[2, i] * sigma[output, i];
                expected += Math.Pow(layer.Bias.Rho.Softplus()[output], 2);
            }
            var (first, last) = (values.Samples.Slice(1, 0, 1) - mean.Slice(0, 0, 1), values.Samples.Slice(1, 2, 1) - mean.Slice(0, 2, 1));
            var products = (first * last).Slice(2, output, 1);
            Assert.Equal(expected, products.Mean().Item(), 5 * Math.Sqrt(products.Square().Mean().Item() / Many));
        }
    }

    /// <summary>All kinds of layers in one network, against passes one after the other.</summary>
    [Theory, MemberData(nameof(Ways))]
    public void Deep_networks_answer_as_by_single_passes(WeightEstimator estimator, int rows, bool shares)
    {
        const int Draws = 4000;
        var network = new Sequential(new Linear(5, 6), new Relu(), new Sequential(new BayesianLinear(6, 6, estimator: estimator, initialDeviation: 0.3), new LayerNorm(6)),
            new Dropout(0.2), new Linear(6, 6), new Engine.Models.Tanh(), new BayesianLinear(6, 2, estimator: estimator, initialDeviation: 0.5));
        var x = Tensor.Randn([rows, 5], seed: 4);
        var many = PredictiveValues.Of(network, x, Draws, new RandomStream(3), shares);
        var noise = new RandomStream(5);
        var single = TensorJoins.Stack([.. Enumerable.Range(0, Draws).Select(_ => network.Forward(x, noise))]);
        var variance = single.Variance(0);
        AssertWithin(single.Mean(0), many.Mean, 5 * (2 * variance / Draws).Sqrt());
        var fourth = (single - single.Mean(0)).Square().Square().Mean(0);
        AssertWithin(variance, many.Variance, 5 * (2 * (fourth - variance.Square()) / Draws).Sqrt());
        Assert.Equal(many.Samples.ToDoubles(), PredictiveValues.Of(network, x, Draws, new RandomStream(3), shares).Samples.ToDoubles());
        Assert.NotEqual(many.Samples.ToDoubles(), PredictiveValues.Of(network, x, Draws, new RandomStream(4), shares).Samples.ToDoubles());
    }

    public static TheoryData<string> Networks => BayesianNetworks.Names;

    /// <summary>Every kind of Bayesian layer and prior, alone in the batch and with others.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void All_Bayesian_layers_answer_as_by_single_passes(string name)
    {
        const int Draws = 3000;
        var (network, x, noise) = (BayesianNetworks.Of(name), Tensor.Randn([2, 6], seed: 4), new RandomStream(5));
        var single = TensorJoins.Stack([.. Enumerable.Range(0, Draws).Select(_ => network.Forward(x, new BayesianPass(noise, countsDivergence: false)))]);
        foreach (var rows in new[] { 1, 2 })
        {
            var (many, expected) = (PredictiveValues.Of(network, x.Slice(0, 0, rows), Draws, new RandomStream(3)), single.Slice(1, 0, rows));
            var (variance, fourth) = (expected.Variance(0), (expected - expected.Mean(0)).Square().Square().Mean(0));
            AssertWithin(expected.Mean(0), many.Mean, 5 * (2 * variance / Draws).Sqrt());
            AssertWithin(variance, many.Variance, 5 * (2 * (fourth - variance.Square()) / Draws).Sqrt());
        }
    }

    /// <summary>A layer of the user's own, which may be random and may look at the whole batch.</summary>
    private sealed class Counted(bool isRandom) : Layer
    {
        public int Calls { get; private set; }

        public override Tensor Forward(Tensor x, RandomStream? noise = null)
        {
            Calls++;
            Assert.Equal(3, x.Shape[0]);
            var centred = x - x.Mean(0);
            return isRandom ? centred * noise!.Normal([1]) : centred;
        }
    }

    [Fact]
    public void Layers_before_the_first_random_one_run_once()
    {
        var (certain, random, after) = (new Counted(false), new Counted(true), new Counted(false));
        var network = new Sequential(certain, new Linear(5, 4), random, new BayesianLinear(4, 2), after);
        var samples = PredictiveValues.Of(network, Tensor.Randn([3, 5], 1), 10, new RandomStream(3)).Samples;
        Assert.Equal((1, 11, 10), (certain.Calls, random.Calls, after.Calls));       // one call to see that it is random
        Assert.All(samples.Mean(1).ToDoubles(), mean => Assert.Equal(0, mean, 1e-6));
        Assert.All(samples.Variance(0).ToDoubles(), spread => Assert.True(spread > 0));
        var plain = PredictiveValues.Of(new Sequential(new Linear(5, 4)), Tensor.Randn([3, 5], 1), 4, new RandomStream(3));
        Assert.Equal([4, 3, 4], plain.Samples.Shape);
        Assert.All(plain.Variance.ToDoubles(), spread => Assert.Equal(0, spread, 1e-12));
    }

    private sealed class Twice : Layer
    {
        private readonly bool together;

        public Twice(BayesianLayer inner, bool together)
        {
            Register("inner", inner);
            this.together = together;
        }

        public override bool ActsRowByRow => together;

        public override Tensor Forward(Tensor x, RandomStream? noise = null) => GetChild<BayesianLayer>("inner").Forward(GetChild<BayesianLayer>("inner").Forward(x, noise), noise);
    }

    /// <summary>w²·x has the mean (μ² + σ²)·x only if both calls have one w, also for a single input.</summary>
    [Theory, InlineData(false, 1), InlineData(false, 2), InlineData(true, 1), InlineData(true, 2)]
    public void A_layer_called_twice_has_one_draw_in_each_network(bool together, int rows)
    {
        const int Draws = 4000;
        var layer = new BayesianLinear(1, 1, bias: false, initialDeviation: 0.5);
        layer.Weight.Mean.CopyFrom(Tensor.Of([[1.0]]));
        var values = PredictiveValues.Of(new Twice(layer, together), Tensor.Ones([rows, 1]), Draws, new RandomStream(3), sharesNetworks: false);
        for (var row = 0; row < rows; row++) Assert.Equal(1.25, values.Mean[row, 0], 5 * Math.Sqrt(values.Variance[row, 0] / Draws));
    }

    /// <summary>A Bayesian layer that knows nothing of several networks: y = w·x with one normal w.</summary>
    private sealed class Scaling : BayesianLayer
    {
        protected internal override LayerDraw Draw(BayesianPass pass) => new(pass.Normal([1]) + 1, null, null);

        protected override Tensor Forward(Tensor x, LayerDraw draw, BayesianPass pass) => x * draw.Weight;

        protected override Tensor ForwardMean(Tensor x) => x;

        protected override void CheckInput(Tensor x)
        {
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Other_Bayesian_layers_keep_their_draw_too(bool twice)
    {
        const int Draws = 2000;
        Layer layer = twice ? new Twice(new Scaling(), together: true) : new Scaling();
        var values = PredictiveValues.Of(new Sequential(layer, new Relu()), Tensor.Ones([3, 1]), Draws, new RandomStream(3));
        Assert.Equal(values.Samples.Slice(1, 0, 1).ToDoubles(), values.Samples.Slice(1, 2, 1).ToDoubles());
        if (twice) Assert.Equal(2, values.Mean[0, 0], 5 * Math.Sqrt(values.Variance[0, 0] / Draws));
    }

    [Fact]
    public void Memory_is_bounded_for_any_number_of_networks()
    {
        using var device = new Engine.Devices.Cpu.CpuDevice(1);
        var network = new Sequential(new BayesianLinear(64, 64), new Relu(), new BayesianLinear(64, 2)).To(device);
        var x = Tensor.Randn([100, 64], 1, device);
        var few = Peak(200);
        Assert.InRange(Peak(2000) - few, 0, 3 * 4 * 1800 * 200L);        // the outputs of 1,800 networks more, in parts, joined, and squared

        long Peak(int samples)
        {
            using var scope = new Scope();
            device.ResetPeakMemory();
            PredictiveValues.Of(network, x, samples, new RandomStream(1));
            return device.PeakMemory;
        }
    }

    private static void AssertWithin(Tensor expected, Tensor given, Tensor tolerance)
    {
        var (e, g, t) = (expected.ToDoubles(), given.ToDoubles(), tolerance.ToDoubles());
        for (var i = 0; i < e.Length; i++) Assert.Equal(e[i], g[i], t[i]);
    }
}
