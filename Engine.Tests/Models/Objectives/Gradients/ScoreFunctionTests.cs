using Engine.Models;

namespace Engine.Tests.Models.Objectives;

/// <summary>Score-function gradients against exact ones, and their variance with and without baselines.</summary>
public sealed class ScoreFunctionTests
{
    private static readonly Device exact = Device.Reference;

    /// <summary>A distribution of parameters, a cost, and the expected cost in closed form.</summary>
    public sealed record Case(string Name, Tensor Parameters, Func<Tensor, Distribution> Make, Func<Tensor, Tensor> Cost, Func<Tensor, Tensor> Expected)
    {
        public override string ToString() => Name;
    }

    private static readonly Tensor classCosts = Tensor.Of([3.0, -1, 2, 5], exact);

    private static readonly Case[] cases =
    [
        new("Bernoulli", Tensor.Of([-1.0, 0.5], exact), l => Bernoulli.FromLogits(l), x => x * 4 + 1, l => l.Sigmoid() * 4 + 1),
        new("categorical", Tensor.Of([[0.0, 1, -1, 0.5], [2, 0, 0, -1]], exact), l => Categorical.FromLogits(l),
            x => classCosts.Gather(x.Reshape([x.Elements])).Reshape(x.Shape), l => (l.Softmax() * classCosts).Sum(-1)),
        new("Poisson", Tensor.Of([0.7, 4, 30], exact), rate => new Poisson(rate), k => (k - 3).Square(), rate => rate + (rate - 3).Square()),
        new("normal", Tensor.Of([[0.3, -1], [0.8, 1.5]], exact), p => new Normal(Row(p, 0), Row(p, 1)), x => x.Square() + x, p => Row(p, 0).Square() + Row(p, 1).Square() + Row(p, 0)),
    ];

    private static readonly Dictionary<string, Func<Baseline>> baselines = new()
    {
        ["none"] = () => Baseline.None,
        ["constant"] = () => new ConstantBaseline(7),
        ["running mean"] = () => new RunningMeanBaseline(0.8),
        ["leave one out"] = () => new LeaveOneOutBaseline(),
        ["learned"] = () => new LearnedBaseline(new Linear(2, 1).To(exact), Tensor.Ones([1, 2], exact)),
    };

    public static IEnumerable<TheoryDataRow<Case, string>> Rows =>
        from each in cases from baseline in baselines.Keys select new TheoryDataRow<Case, string>(each, baseline);

    /// <summary>The mean over 10⁵ draws within four standard errors, which come from 200 batches. All costs are added up, so that every baseline fits.</summary>
    [Theory, MemberData(nameof(Rows))]
    public void The_gradient_is_right_on_average(Case each, string baseline)
    {
        const int Batches = 200;
        var b = baselines[baseline]();
        var gradients = Enumerable.Range(0, Batches).Select(i => Gradient(each, p => ScoreFunction.Surrogate(
            each.Make(p), x => OverBatch(each.Cost(x)), new RandomStream(5, (ulong)i), b, 500))).ToArray();
        var expected = Gradient(each, p => each.Expected(p).Sum());
        for (var k = 0; k < expected.Length; k++)
        {
            var (mean, variance) = Moments(gradients.Select(g => g[k]));
            Assert.InRange(Math.Abs(mean - expected[k]), 0, 4 * Math.Sqrt(variance / Batches));
            Assert.InRange(Math.Sqrt(variance / Batches), 0, 0.1 * Math.Abs(expected[k]) + 0.1 * expected.Max(Math.Abs));      // the test could fail
        }
    }

    [Fact]
    public void The_value_is_the_mean_cost_and_the_costs_own_gradient_is_in_it()
    {
        var scale = Tensor.Of(1.5, exact);
        var q = Bernoulli.FromLogits(Tensor.Of([0.2, -1], exact));
        using var tape = Tape.Record([scale]);
        var y = ScoreFunction.Surrogate(q, x => x * scale, new RandomStream(2), new LeaveOneOutBaseline(), 50);
        var mean = q.Sample(new RandomStream(2), [50]).Mean(0);
        Assert.True(y.AllClose(mean * 1.5, rtol: 1e-12));
        Assert.Equal(mean.Sum().Item(), tape.Gradient(y.Sum(), scale).Item(), 1e-12);
    }

    /// <summary>Costs of 10 and 11: without a baseline, the score's own noise is carried tenfold.</summary>
    [Theory]
    [InlineData("constant", 7), InlineData("running mean", 50), InlineData("leave one out", 50)]
    public void A_baseline_lowers_the_variance_of_a_cost_far_from_zero(string baseline, double factor)
    {
        var bernoulli = cases[0] with { Cost = x => x + 10 };
        Assert.True(Variance(bernoulli, baselines["none"]()) > factor * Variance(bernoulli, baselines[baseline]()));
    }

    /// <summary>Costs of 20·t + x with an input t: their mean says nothing about t, the network learns it with the same step as q.</summary>
    [Fact]
    public void A_learned_baseline_knows_the_input()
    {
        var inputs = Tensor.Linspace(-1, 1, 8, exact).Reshape(8, 1);
        var logits = Tensor.Zeros([8], exact);
        Func<Tensor, Tensor> cost = x => inputs.Reshape(8) * 20 + x;
        var network = new Linear(1, 1).To(exact);
        var adam = new Adam(network.Parameters, learningRate: 0.1);
        for (var step = 0; step < 600; step++)
        {
            using var tape = Tape.Record(network.Parameters);
            var gradients = tape.Gradient(ScoreFunction.Surrogate(Bernoulli.FromLogits(logits), cost, new RandomStream(6, (ulong)step), new LearnedBaseline(network, inputs)).Mean());
            adam.Step(gradients);
        }
        Assert.Equal(20, network.Weight.Item(), 0.5);
        Assert.Equal(0.5, network.Bias!.Item(), 0.5);
        var each = new Case("", logits, l => Bernoulli.FromLogits(l), cost, _ => logits);
        var running = new RunningMeanBaseline();
        Assert.True(Variance(each, running) > 20 * Variance(each, new LearnedBaseline(network, inputs)));
    }

    /// <summary>An element whose cost is its own does not bear the others' noise.</summary>
    [Fact]
    public void Costs_of_their_own_have_less_variance_than_their_sum()
    {
        var many = cases[0] with { Parameters = Tensor.Zeros([10], exact), Cost = x => x + 1 };
        var together = many with { Cost = x => OverBatch(x + 1) };
        Assert.True(Variance(together, Baseline.None) > 20 * Variance(many, Baseline.None));
    }

    [Fact]
    public void A_path_beats_the_score()
    {
        var normal = cases[3];
        double OfPath(int element) => Moments(Enumerable.Range(0, 2000).Select(i => Gradient(normal,
            p => normal.Cost(((Normal)normal.Make(p)).Rsample(new RandomStream(7, (ulong)i), [2])).Mean(0).Sum())[element])).Variance;
        double OfScore(int element) => Moments(Enumerable.Range(0, 2000).Select(i => Gradient(normal,
            p => ScoreFunction.Surrogate(normal.Make(p), normal.Cost, new RandomStream(7, (ulong)i), new LeaveOneOutBaseline(), 2).Sum())[element])).Variance;
        for (var element = 0; element < 4; element++) Assert.True(OfScore(element) > 1.5 * OfPath(element));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var q = Bernoulli.FromLogits(Tensor.Zeros([3, 2], exact));
        void Says(Action call, params string[] texts) => Assert.All(texts, text => Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal));
        void Run(Func<Tensor, Tensor> cost, Baseline? baseline = null, int samples = 4) => ScoreFunction.Surrogate(q, cost, new RandomStream(1), baseline, samples);
        Says(() => Run(x => x, samples: 0), "samples", "not 0");
        Says(() => Run(x => x.Mean()), "cost gave shape [] for draws of shape [4, 3, 2]", "[4, 3, 2], samples first");
        Says(() => Run(x => x.Sum([0, 2])), "cost gave shape [3]");
        Says(() => Run(x => x, new LeaveOneOutBaseline(), samples: 1), "[1, 3, 2]", "at least two samples");
        Says(() => Run(x => x, new LearnedBaseline(new Linear(2, 1).To(exact), Tensor.Ones([3, 2], exact))), "Linear gave shape [3, 1] for costs of shape [4, 3, 2]", "6 numbers");
        Says(() => Run(x => x, new RunningMeanBaseline(1)), "decay");
        Says(() => Run(x => x, new ConstantBaseline(double.NaN)), "value");
        Assert.Equal([3], ScoreFunction.Surrogate(q, x => x.Sum(-1), new RandomStream(1)).Shape);
    }

    /// <summary>Added up over the elements of the gradient, of two samples at a time; the first calls of a running mean are left out.</summary>
    private static double Variance(Case each, Baseline baseline)
    {
        var gradients = Enumerable.Range(0, 550).Select(i => Gradient(each,
            p => ScoreFunction.Surrogate(each.Make(p), each.Cost, new RandomStream(8, (ulong)i), baseline, 2).Sum())).Skip(50).ToArray();
        return Enumerable.Range(0, each.Parameters.Elements).Sum(k => Moments(gradients.Select(g => g[k])).Variance);
    }

    private static double[] Gradient(Case each, Func<Tensor, Tensor> objective)
    {
        var parameters = each.Parameters.Clone();
        using var tape = Tape.Record([parameters]);
        return tape.Gradient(objective(parameters), parameters).ToDoubles();
    }

    private static (double Mean, double Variance) Moments(IEnumerable<double> numbers)
    {
        var all = numbers.ToArray();
        var mean = all.Average();
        return (mean, all.Sum(x => (x - mean) * (x - mean)) / (all.Length - 1));
    }

    /// <summary>One cost a sample.</summary>
    private static Tensor OverBatch(Tensor costs) => costs.Sum(-1);

    private static Tensor Row(Tensor x, int row) => x.Slice(0, row, 1).Reshape(x.Shape[1]);
}
