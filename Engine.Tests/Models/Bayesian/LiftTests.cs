using Engine.Models;
using Lifting = Engine.Models.Bayesian;

namespace Engine.Tests.Models.Bayesian;

/// <summary>A trained network becomes Bayesian at its weights, in the layers that were asked for, and the original stays.</summary>
public class LiftTests
{
    private static readonly Device exact = Device.Reference;

    /// <summary>A part that says which type its layers are.</summary>
    private sealed class Typed : Layer
    {
        public Typed()
        {
            Register("first", new Linear(4, 4));
            Register("second", new Linear(4, 2));
        }

        public Layer First => GetChild<Layer>("first");

        private Linear Second => GetChild<Linear>("second");

        public override Tensor Forward(Tensor x, RandomStream? noise = null) => Second.Forward(First.Forward(x, noise).Tanh(), noise);
    }

    /// <summary>A part that finds out too late.</summary>
    private sealed class Late : Layer
    {
        public Late() => Register("only", new Linear(4, 2));

        public override Tensor Forward(Tensor x, RandomStream? noise = null) => GetChild<Linear>("only").Forward(x, noise);
    }

    private static Sequential Net() => new Sequential(new Linear(7, 5), new Engine.Models.Relu(), new Sequential(new Linear(5, 4, bias: false), new Engine.Models.Tanh()), new Linear(4, 3)).To(exact);

    private static Tensor Inputs => Tensor.Randn([6, 7], seed: 3, exact);

    private static string[] Layers(Module network) => [.. BayesianLayer.In(network).Select(layer => layer.Name)];

    [Theory, MemberData(nameof(BayesianLinearTests.Estimators), MemberType = typeof(BayesianLinearTests))]
    public void With_small_deviations_it_answers_as_the_trained_network(WeightEstimator estimator)
    {
        var net = Net();
        var lifted = Lifting.Lift(net, prior: new Normal(0, 1), estimator: estimator, initialDeviation: 1e-9, relativeDeviation: 0);
        Assert.Equal(net.Forward(Inputs).ToDoubles(), lifted.Forward(Inputs).ToDoubles());
        Assert.True(lifted.Forward(Inputs, new RandomStream(1)).AllClose(net.Forward(Inputs), rtol: 1e-6, atol: 1e-6));
        Assert.False(Lifting.Lift(net, estimator: estimator).Forward(Inputs, new RandomStream(1)).AllClose(net.Forward(Inputs), rtol: 1e-3));
        Assert.All(BayesianLayer.In(lifted), layer => Assert.Equal(estimator, ((BayesianLinear)layer).Estimator));
    }

    [Fact]
    public void Layers_are_chosen_by_all_last_name_or_predicate()
    {
        var net = Net();
        Assert.Equal(["0", "2.0", "3"], Layers(Lifting.Lift(net)));
        Assert.Equal(["3"], Layers(Lifting.Lift(net, LayerChoice.Last)));
        Assert.Equal(["2.0", "3"], Layers(Lifting.Lift(net, LayerChoice.Named("3", "2.0"))));
        Assert.Equal(["2.0"], Layers(Lifting.Lift(net, layers: l => l.Name == "2.0")));
        Assert.Equal(["0", "2.0"], Layers(Lifting.Lift(net, l => l.Outputs > 3, new Normal(0, 1))));
        Assert.Equal(["0"], Layers(Lifting.Lift(new Sequential(net.To(Device.Cpu), new Linear(3, 2))[0], l => l.Name == "0")));
    }

    [Fact]
    public void The_original_and_the_other_layers_stay_and_names_follow()
    {
        var net = Net();
        var before = net.Parameters.Select(parameter => parameter.ToDoubles()).ToArray();
        var lifted = Lifting.Lift(net, LayerChoice.Last);
        foreach (var parameter in lifted.Parameters) parameter.CopyFrom(Tensor.Zeros(parameter.Shape, exact));
        Assert.Equal(before, net.Parameters.Select(parameter => parameter.ToDoubles()));
        Assert.Equal(["0.weight", "0.bias", "2.0.weight", "3.weight.mean", "3.weight.rho", "3.bias.mean", "3.bias.rho"], lifted.Parameters.Select(parameter => parameter.Name));
        Assert.IsType<Linear>(lifted[0]);
        Assert.Empty(BayesianLayer.In(net));
    }

    [Fact]
    public void Deviations_are_a_part_of_the_weights_and_a_constant()
    {
        var net = Net();
        var lifted = Lifting.Lift(net, initialDeviation: 0.01, relativeDeviation: 0.2);
        var (trained, posterior) = ((Linear)net[0], ((BayesianLinear)lifted[0]).Weight);
        Assert.Equal(trained.Weight.ToDoubles(), posterior.Mean.ToDoubles());
        Assert.True(posterior.Rho.Softplus().AllClose(trained.Weight.Abs() * 0.2 + 0.01, rtol: 1e-12));
        Assert.All(((BayesianLinear)Lifting.Lift(net, initialDeviation: 1e-20, relativeDeviation: 0)[0]).Weight.Rho.Softplus().ToDoubles(), sigma => Assert.Equal(1e-20, sigma, 1e-32));
        Assert.All(((BayesianLinear)Lifting.Lift(net.To(Device.Cpu), initialDeviation: 1e-4, relativeDeviation: 0)[0]).Weight.Rho.Softplus().ToDoubles(), sigma => Assert.Equal(1e-4, sigma, 1e-9));
    }

    /// <summary>KL of N(w, σ²) from N(w, s²): only the deviations count, so it is the same for any weights.</summary>
    [Fact]
    public void A_prior_at_the_trained_weights_is_around_them_and_stays_there()
    {
        var lifted = Lifting.Lift(Net(), LayerChoice.Last, Prior.AtTrainedWeights(0.5), initialDeviation: 0.1, relativeDeviation: 0);
        var single = Math.Log(0.5 / 0.1) + 0.01 / (2 * 0.25) - 0.5;
        Assert.Equal(15 * single, Divergence(lifted), 1e-6);
        Assert.Equal(["3.weight.prior.mean", "3.weight.prior.deviation", "3.bias.prior.mean", "3.bias.prior.deviation"], lifted.Buffers.Select(buffer => buffer.Name));
        var weight = ((BayesianLinear)lifted[3]).Weight;
        weight.Mean.CopyFrom(weight.Mean + 0.2);
        Assert.Equal(15 * single + 12 * 0.04 / (2 * 0.25), Divergence(lifted), 1e-6);
        Assert.Equal(Divergence(lifted), Divergence(lifted.To(Device.Cpu).Clone()), 1e-4);

        static double Divergence(Layer network) => new BayesianPass(new RandomStream(1)).DrawAll(network).Divergence(network).Item();
    }

    [Fact]
    public void What_cannot_be_lifted_is_named()
    {
        var net = Net();
        Refused("No dense layer of Sequential was chosen; it has '0' (7 to 5), '2.0' (5 to 4), '3' (4 to 3)", () => Lifting.Lift(net, layers: l => l.Name == "1"));
        Refused("Sequential has no dense layer '4'; it has '0'", () => Lifting.Lift(net, LayerChoice.Named("0", "4")));
        Refused("has no dense layer that could", () => Lifting.Lift(new Sequential(new Engine.Models.Relu())));
        Refused("new Sequential(layer)", () => Lifting.Lift(new Linear(2, 3)));
        Refused("Linear '0.second' cannot become a BayesianLinear: Typed '0' reads it by its property 'Second' as a Linear", () => Lifting.Lift(new Sequential(new Typed())));
        Assert.Equal(["first"], Layers(Lifting.Lift(new Typed(), LayerChoice.Named("first"))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lifting.Lift(net, initialDeviation: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lifting.Lift(net, relativeDeviation: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lifting.Lift(net, estimator: (WeightEstimator)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => Prior.AtTrainedWeights(0));
        var late = Assert.Throws<KeyNotFoundException>(() => Lifting.Lift(new Late()).Forward(Tensor.Ones([1, 4])));
        Assert.Contains("only (BayesianLinear). Read it as GetChild<Layer>(\"only\")", late.Message, StringComparison.Ordinal);

        static void Refused(string part, Func<Module> lift) => Assert.Contains(part, Assert.Throws<ArgumentException>(lift).Message, StringComparison.Ordinal);
    }
}
