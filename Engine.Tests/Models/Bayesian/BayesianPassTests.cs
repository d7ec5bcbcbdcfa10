using Engine.Models;

namespace Engine.Tests.Models.Bayesian;

/// <summary>One pass is one network: its layers draw once, and the price of each counts once, by every way through the network.</summary>
public class BayesianPassTests
{
    private static readonly Device exact = Device.Reference;

    private static Tensor Inputs(int rows, int features) => Tensor.Randn([rows, features], seed: 4, exact);

    private static BayesianLinear Square(WeightEstimator estimator = WeightEstimator.WeightSampling) => new(4, 4, estimator: estimator, initialDeviation: 0.3);

    private static double Closed(NormalPosterior posterior) => Kl.Divergence(posterior.Distribution, new Normal(0, 1, exact)).Sum().Item();

    /// <summary>A network that calls one layer twice, and can forget to hand on the noise.</summary>
    private sealed class Twice : Layer
    {
        private readonly bool forgets;

        public Twice(BayesianLinear inner, bool forgets)
        {
            Register("inner", inner);
            this.forgets = forgets;
        }

        public BayesianLinear Inner => GetChild<BayesianLinear>("inner");

        public override Tensor Forward(Tensor x, RandomStream? noise = null) =>
            Inner.Forward(Inner.Forward(x, forgets ? null : noise).Tanh(), forgets ? null : noise);
    }

    [Theory, MemberData(nameof(BayesianLinearTests.Estimators), MemberType = typeof(BayesianLinearTests))]
    public void A_layer_that_is_called_twice_counts_once(WeightEstimator estimator)
    {
        var network = new Sequential(new Twice(Square(estimator), forgets: false), new BayesianLinear(4, 2, bias: false, estimator: estimator)).To(exact);
        var pass = new BayesianPass(new RandomStream(1));
        network.Forward(Inputs(3, 4), pass);
        var inner = ((Twice)network[0]).Inner;
        var expected = Closed(inner.Weight) + Closed(inner.Bias!) + Closed(((BayesianLinear)network[1]).Weight);
        Assert.Equal(expected, pass.Divergence(network).Item(), 1e-12 * expected);
        Assert.Equal(2, pass.Divergences.Count());
        Assert.Equal(expected, new BayesianPass(new RandomStream(9)).DrawAll(network).Divergence(network).Item(), 1e-12 * expected);
    }

    [Fact]
    public void A_pass_is_one_function()
    {
        var network = new Twice(Square(), forgets: false).To(exact);
        var x = Inputs(6, 4);
        var pass = new BayesianPass(new RandomStream(1));
        var whole = network.Forward(x, pass);
        Assert.True(network.Forward(x.Slice(0, 2, 3), pass).AllClose(whole.Slice(0, 2, 3), rtol: 1e-13));
        Assert.False(network.Forward(x, new BayesianPass(new RandomStream(2))).AllClose(whole, rtol: 1e-3));
    }

    /// <summary>bayesian-torch PR 2: only the last block's divergence was summed. Here a lost one is an error that names the layer.</summary>
    [Fact]
    public void A_layer_that_the_noise_did_not_reach_is_named()
    {
        var network = new Sequential(new Twice(Square(), forgets: true), new BayesianLinear(4, 2)).To(exact);
        var pass = new BayesianPass(new RandomStream(1));
        network.Forward(Inputs(3, 4), pass);
        var message = Assert.Throws<InvalidOperationException>(() => pass.Divergence(network)).Message;
        Assert.Contains("BayesianLinear '0.inner' drew no weights", message, StringComparison.Ordinal);
        Assert.Contains("no Bayesian layer", Assert.Throws<InvalidOperationException>(() => pass.Divergence(new Linear(2, 2))).Message, StringComparison.Ordinal);
        var uncounted = new BayesianPass(new RandomStream(1), countsDivergence: false);
        Assert.Contains("countsDivergence: false", Assert.Throws<InvalidOperationException>(() => uncounted.Divergence(network)).Message, StringComparison.Ordinal);
    }

    /// <summary>PyTorch-BayesianCNN#7, #8: it was that of weights which no pass used, and σ was taken for ln σ². With p = N(0, 1): μ, and (σ − 1/σ)·dσ/dρ.</summary>
    [Theory, MemberData(nameof(BayesianLinearTests.Estimators), MemberType = typeof(BayesianLinearTests))]
    public void The_divergences_gradient_is_that_of_the_drawn_weights_and_of_no_others(WeightEstimator estimator)
    {
        var network = new Sequential(new Linear(4, 4), Square(estimator), new BayesianLinear(4, 2, estimator: estimator)).To(exact);
        var pass = new BayesianPass(new RandomStream(1));
        using var tape = Tape.Record(network.Parameters);
        network.Forward(Inputs(3, 4), pass);
        var divergence = pass.Divergence(network);
        var drawn = BayesianLayer.In(network).Cast<BayesianLinear>().SelectMany(layer => new[] { layer.Weight, layer.Bias! }).ToArray();
        var gradients = tape.Gradient(divergence, drawn.SelectMany(posterior => posterior.Parameters).ToArray());
        foreach (var posterior in drawn)
        {
            var (rho, sigma) = (posterior.Rho, posterior.Rho.Softplus());
            Assert.True(gradients[posterior.Mean].AllClose(posterior.Mean, rtol: 1e-12));
            Assert.True(gradients[rho].AllClose((sigma - 1 / sigma) * rho.Sigmoid(), rtol: 1e-10));
        }
        var others = network.Parameters.Except(drawn.SelectMany(posterior => posterior.Parameters)).ToArray();
        Assert.Equal(["0.weight", "0.bias"], others.Select(parameter => parameter.Name));
        Assert.All(others, parameter => Assert.Contains($"does not depend on '{parameter.Name}'", Assert.Throws<ArgumentException>(() => tape.Gradient(divergence, parameter)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_pass_each_call_draws_anew_and_no_two_passes_are_alike()
    {
        var (layer, x, noise) = (Square().To(exact), Inputs(3, 4), new RandomStream(5));
        Assert.False(layer.Forward(x, noise).AllClose(layer.Forward(x, noise), rtol: 1e-3));
        Assert.Equal(layer.Forward(x, new BayesianPass(new RandomStream(5))).ToDoubles(), layer.Forward(x, new RandomStream(5)).ToDoubles());
    }

    /// <summary>A linear function of ε, so its mean over a pass and its mirror is its value at the means.</summary>
    [Theory, MemberData(nameof(BayesianLinearTests.Estimators), MemberType = typeof(BayesianLinearTests))]
    public void A_pass_and_its_mirror_average_to_the_mean(WeightEstimator estimator)
    {
        var (layer, x) = (Square(estimator).To(exact), Inputs(3, 4));
        var pass = new BayesianPass(new RandomStream(5));
        var (there, back) = (layer.Forward(x, pass), layer.Forward(x, pass.Mirrored()));
        Assert.False(there.AllClose(back, rtol: 1e-3));
        Assert.True(((there + back) / 2).AllClose(layer.Forward(x), rtol: 1e-12, atol: 1e-12));
        Assert.True(layer.Forward(x, pass.Mirrored().Mirrored()).AllClose(there, rtol: 1e-14));
    }

    [Fact]
    public void Gradients_of_a_mirrored_draw_are_those_of_its_formula()
    {
        var (mean, rho) = (Inputs(3, 4), Tensor.Randn([3, 4], seed: 6, exact));
        Gradcheck.Verify(x => new BayesianPass(new RandomStream(5)).Mirrored().Sample(x[0], x[1]).Square().Sum(), mean, rho);
    }
}
