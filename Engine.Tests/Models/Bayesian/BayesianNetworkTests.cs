using Engine.Models;
using Engine.Tests.Models.Training;

namespace Engine.Tests.Models.Bayesian;

/// <summary>What holds for every kind of Bayesian layer and prior: right gradients, copies, files and resumed runs that are the same bit for bit.</summary>
public sealed class BayesianNetworkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names => BayesianNetworks.Names;

    public void Dispose() => folder.Dispose();

    private static double[][] Values(Module network) => [.. network.Parameters.Concat(network.Buffers).Select(tensor => tensor.ToDoubles())];

    /// <summary>Output and divergence by one draw, with all parameters and both terms together.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Gradients_of_outputs_and_divergence_agree_with_finite_differences(string name)
    {
        var network = BayesianNetworks.Of(name).To(Device.Reference);
        var x = Tensor.Randn([3, 6], seed: 4, Device.Reference);
        FiniteDifferences.Verify(() =>
        {
            var pass = new BayesianPass(new RandomStream(8));
            return network.Forward(x, pass).Square().Sum() + pass.Divergence(network) * 0.5;
        }, network.Parameters);
    }

    /// <summary>It depends on every parameter but those of layers that are not Bayesian, and of the bias that has no noise.</summary>
    [Theory, MemberData(nameof(Names))]
    public void A_copy_draws_and_costs_the_same(string name)
    {
        var network = BayesianNetworks.Of(name);
        var x = Tensor.Randn([3, 6], seed: 4);
        var expected = Run(network, x);
        Assert.Equal(expected, Run(network.Clone(), x));
        var exact = Run(network.To(Device.Reference), x.To(Device.Reference));
        for (var i = 0; i < exact.Length; i++) Assert.Equal(exact[i], expected[i], 2e-5 * (1 + Math.Abs(exact[i])));
        Assert.Equal(Values(network), Values(network.To(Device.Reference).To(Device.Cpu)));

        static double[] Run(Sequential network, Tensor x)
        {
            var pass = new BayesianPass(new RandomStream(8));
            return [.. network.Forward(x, pass).ToDoubles(), pass.Divergence(network).Item()];
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void What_was_saved_is_loaded_bit_for_bit_by_name(string name)
    {
        var (saved, loaded) = (BayesianNetworks.Of(name), BayesianNetworks.Of(name));
        foreach (var tensor in saved.Parameters.Concat(saved.Buffers)) tensor.CopyFrom(tensor * 1.25 + 0.125);
        Assert.NotEqual(Values(saved), Values(loaded));
        saved.Save(folder.File("weights"));
        loaded.Load(folder.File("weights"));
        Assert.Equal(Values(saved), Values(loaded));
        var keys = Safetensors.Load(folder.File("weights")).Tensors.Keys;
        Assert.Equal(saved.Parameters.Concat(saved.Buffers).Select(tensor => tensor.Name!).Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Keys_say_which_number_it_is()
    {
        Is("posterior as prior", "2.bias.mean", "2.bias.rho", "2.weight.mean", "2.weight.prior.deviation", "2.weight.prior.mean", "2.weight.rho");
        Is("horseshoe", "2.weight.prior.global.mean", "2.weight.prior.global.rho", "2.weight.prior.local.mean", "2.weight.prior.local.rho");
        Is("correlated", "2.weights.lower", "2.weights.mean", "2.weights.rho");
        Is("correlated, low rank", "2.weights.factor");
        Is("spike and slab", "2.weight.logit", "2.weight.mean", "2.weight.rho");
        Is("variational dropout", "2.logVariance", "2.weight");

        void Is(string name, params string[] expected)
        {
            BayesianNetworks.Of(name).Save(folder.File(name));
            Assert.Subset(Safetensors.Load(folder.File(name)).Tensors.Keys.ToHashSet(StringComparer.Ordinal), expected.ToHashSet(StringComparer.Ordinal));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_run_that_was_stopped_and_resumed_ends_in_the_same_bits(string name)
    {
        using var source = new CancellationTokenSource();
        var whole = Run(null, ConsoleProgress.None, null);
        Run(folder.File("run"), new CancelAtStep(4, source), source);
        Assert.Equal(whole, Run(null, ConsoleProgress.None, null, folder.File("run")));

        double[][] Run(string? checkpoint, ITrainingProgress progress, CancellationTokenSource? stop, string? from = null)
        {
            var network = BayesianNetworks.Of(name);
            var elbo = new Elbo(50) { Likelihood = new NormalLikelihood(0.5) };
            var trainer = new Trainer(network, new Adam(1e-2), (batch, noise) => elbo.Loss(network, new(batch.Images, batch.Labels.Unsqueeze(1)), noise)) { BatchSize = 16, CheckpointPath = checkpoint, Progress = progress };
            SmallRun.Fit(from is null ? trainer : trainer.Resume(from), Dataset.From(Tensor.Randn([50, 6], 11), Tensor.Randn([50], 12)), 2, stop);
            return Values(network);
        }
    }

    /// <summary>Its answers spread, and their mean is near that of the mean weights' activations.</summary>
    [Theory, MemberData(nameof(Names))]
    public void It_predicts(string name)
    {
        var network = BayesianNetworks.Of(name);
        var values = PredictiveValues.Of(network, Tensor.Randn([3, 6], seed: 4), samples: 50, new RandomStream(1));
        Assert.All(values.Mean.ToDoubles(), mean => Assert.InRange(mean, -10, 10));
        Assert.All(values.Variance.Sqrt().ToDoubles(), deviation => Assert.InRange(deviation, 1e-4, 10));
    }
}
