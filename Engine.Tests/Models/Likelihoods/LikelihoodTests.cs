using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>What holds for every likelihood, and what each says in numbers.</summary>
public sealed class LikelihoodTests
{
    private static readonly double halfLog2Pi = 0.5 * Math.Log(2 * Math.PI);

    [Fact]
    public void Every_likelihood_has_a_case()
    {
        var tested = LikelihoodCases.All.Select(each => each.Likelihood.GetType()).ToHashSet();
        var all = typeof(ILikelihood).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ILikelihood)) && !type.IsAbstract);
        Assert.Empty(all.Except(tested));
    }

    [Theory, MemberData(nameof(LikelihoodCases.Rows), MemberType = typeof(LikelihoodCases))]
    public void It_is_the_log_probability_of_the_distribution_summed_by_example(LikelihoodCase each)
    {
        var given = each.Likelihood.LogProb(each.Outputs, each.Targets);
        Assert.Equal([5], given.Shape);
        var elements = each.Likelihood.Of(each.Outputs).LogProb(each.Targets);
        Assert.True(given.AllClose(elements.Reshape([5, elements.Elements / 5]).Sum(1), rtol: 1e-12), $"{given}, {elements}");
    }

    [Theory, MemberData(nameof(LikelihoodCases.Rows), MemberType = typeof(LikelihoodCases))]
    public void Gradients_are_those_of_the_value(LikelihoodCase each) =>
        Gradcheck.Verify(outputs => each.Likelihood.LogProb(outputs, each.Targets), each.Outputs, order: 2);

    /// <summary>A column of outputs against a row of targets broadcasts, and would count every pair.</summary>
    [Theory, MemberData(nameof(LikelihoodCases.Rows), MemberType = typeof(LikelihoodCases))]
    public void Targets_that_do_not_fit_are_refused_with_both_shapes(LikelihoodCase each)
    {
        foreach (var targets in new[] { Tensor.Zeros([1], Device.Reference), Tensor.Zeros([4, 3], Device.Reference) })
            Assert.Contains($"{targets.Shape}", Assert.ThrowsAny<ArgumentException>(() => each.Likelihood.LogProb(each.Outputs, targets)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Known_values()
    {
        static Tensor Row(params double[] values) => Tensor.From(values, [1, values.Length], Device.Reference);
        static void Is(double expected, ILikelihood likelihood, Tensor outputs, Tensor targets) =>
            Assert.Equal(expected, likelihood.LogProb(outputs, targets).Item(), 1e-12);
        Is(Math.Log(0.3), new CategoricalLikelihood(), Row(Math.Log(2), Math.Log(3), Math.Log(5)), Tensor.Of([1.0], Device.Reference));
        Is(Math.Log(0.75) + Math.Log(0.5), new BernoulliLikelihood(), Row(Math.Log(3), 0), Row(1, 0));
        // z = 2 and −1 with σ = ½.
        Is(-2 - 0.5 + 2 * (Math.Log(2) - halfLog2Pi), new NormalLikelihood(0.5), Row(1, 2), Row(2, 1.5));
        // ρ = ln(e² − 1): σ = 2 + floor = 2.5, z = −2.
        Is(-2 - Math.Log(2.5) - halfLog2Pi, new PredictedNormalLikelihood(0.5), Row(6, Math.Log(Math.Exp(2) - 1)), Row(1));
    }

    [Fact]
    public void A_network_that_meets_its_target_gains_no_more_than_the_floor_allows()
    {
        var outputs = Tensor.Of([[0.3, -1e4]]);
        using var tape = Tape.Record([outputs]);
        var y = new PredictedNormalLikelihood().LogProb(outputs, Tensor.Of([[0.3]]));
        Assert.Equal(-Math.Log(PredictedNormalLikelihood.DefaultFloor) - halfLog2Pi, y.Item(), 1e-5);
        Assert.Equal([0, 0], tape.Gradient(y.Sum(), outputs).ToDoubles());
    }

    [Fact]
    public void Bad_settings_outputs_and_targets_are_named()
    {
        static void Says(Func<object> call, params string[] texts) =>
            Assert.All(texts, text => Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal));
        var x = Tensor.Zeros([5, 3]);
        Says(() => new NormalLikelihood(0), "deviation", "not 0");
        Says(() => new PredictedNormalLikelihood(-1), "floor", "not -1");
        Says(() => new PredictedNormalLikelihood().LogProb(x, x), "outputs has shape [5, 3]", "[..., 2·D]");
        Says(() => new PredictedNormalLikelihood().Of(x), "outputs has shape [5, 3]", "[..., 2·D]");
        Says(() => new NormalLikelihood(1).LogProb(Tensor.Zeros([5]), Tensor.Zeros([5])), "outputs has shape [5]", "at least one axis after the examples");
        Says(() => new BernoulliLikelihood().LogProb(x, x + 0.5), "targets of shape [5, 3] holds 0.5 at position 0", "allowGrey");
        Says(() => new BernoulliLikelihood(allowGrey: true).LogProb(x, x + 1.5), "targets of shape [5, 3] holds 1.5", "0 to 1");
        Assert.True(new BernoulliLikelihood(validate: false).LogProb(x, x + 0.5).AllClose(Tensor.Full([5], -3 * Math.Log(2))));
        Says(() => new LearnedNoise(3).Forward(Tensor.Zeros([5, 4])), "[..., 3], not [5, 4]");
        Says(() => new LearnedNoise(3, initialDeviation: 0), "initialDeviation", "not 0");
    }

    /// <summary>The best deviation of residuals is the root of their mean square, for each output by itself.</summary>
    [Fact]
    public void Learnt_noise_is_that_of_the_residuals()
    {
        var residuals = Tensor.Randn([200, 2], seed: 6, Device.Reference) * Tensor.Of([0.3, 2], Device.Reference);
        var (layer, likelihood) = (new LearnedNoise(2, initialDeviation: 0.8).To(Device.Reference), new PredictedNormalLikelihood());
        Assert.True(likelihood.Of(layer.Forward(residuals)).Variance.Sqrt().AllClose(Tensor.Full([200, 2], 0.801, Device.Reference), rtol: 1e-6));
        var adam = new Adam(layer.Parameters, learningRate: 0.05);
        for (var step = 0; step < 400; step++)
        {
            using var tape = Tape.Record(layer.Parameters);
            adam.Step(tape.Gradient(-likelihood.LogProb(layer.Forward(residuals * 0), residuals).Mean()));
        }
        var learnt = layer.Rho.Softplus() + likelihood.Floor;
        Assert.True(learnt.AllClose(residuals.Square().Mean(0).Sqrt(), rtol: 1e-3), $"{learnt}");
    }
}
