using Engine.Models;

namespace Engine.Tests.Models.Autoencoders;

/// <summary>What each noise is, against its formula; 5 observations of 7 features around means of 2 latent variables.</summary>
public sealed class GaussianDecoderTests
{
    private const int D = 7, Batch = 5;

    private static readonly Device exact = Device.Reference;
    private static readonly double log2Pi = Math.Log(2 * Math.PI);
    private static readonly Tensor x = Tensor.Randn([Batch, D], 2, exact);
    private static readonly Tensor z = Tensor.Randn([Batch, 2], 3, exact);

    private static GaussianDecoder Make(GaussianNoise noise) => new GaussianDecoder(2, 4, D, noise).To(exact);

    /// <summary>The squared error |x − μ|² of each observation.</summary>
    private static Tensor SquaredError(GaussianDecoder decoder) => (decoder.Decode(z).Mean - x).Square().Sum(-1);

    private static void Near(Tensor expected, Tensor actual) => Assert.True(actual.AllClose(expected, rtol: 1e-12, atol: 1e-12), $"{actual}, expected {expected}");

    /// <summary>The loss |x̃ − x|² is that of σ² = ½: its constant is D/2·ln π.</summary>
    [Fact]
    public void The_squared_error_is_a_fixed_variance_of_one_half()
    {
        var decoder = Make(GaussianNoise.Fixed(Math.Sqrt(0.5)));
        Near(SquaredError(decoder) + 0.5 * D * Math.Log(Math.PI), -decoder.Likelihood(z, x).LogProb(x, -1));
        var other = Make(GaussianNoise.Fixed(0.3));
        Near(SquaredError(other) / 0.18 + D * (Math.Log(0.3) + 0.5 * log2Pi), -other.Likelihood(z, x).LogProb(x, -1));
    }

    /// <summary>arXiv:2006.13202, eq. 6: the batch's mean loss is D/2·(ln 2π·MSE + 1), and its gradient that of D/2·ln MSE.</summary>
    [Fact]
    public void An_optimal_deviation_makes_the_loss_the_logarithm_of_the_squared_error()
    {
        var decoder = Make(GaussianNoise.Optimal());
        using var tape = Tape.Record(decoder.Parameters);
        var loss = -decoder.Likelihood(z, x).LogProb(x, -1).Mean();
        var logarithm = 0.5 * D * (SquaredError(decoder).Mean() / D).Log();
        Near(logarithm + 0.5 * D * (log2Pi + 1), loss);
        var (given, expected) = (tape.Gradient(loss), tape.Gradient(logarithm));
        Assert.All(decoder.Parameters, parameter => Near(expected[parameter], given[parameter]));
    }

    [Fact]
    public void No_other_deviation_makes_a_batch_as_likely_as_the_optimal_one()
    {
        var decoder = Make(GaussianNoise.Optimal());
        var best = decoder.Likelihood(z, x);
        var deviation = ((Normal)best).Scale.Item();
        Assert.Equal(Math.Sqrt(SquaredError(decoder).Mean().Item() / D), deviation, 1e-12);
        foreach (var factor in new[] { 0.9, 0.99, 1.01, 1.1 })
            Assert.True(new Normal(best.Mean, deviation * factor).LogProb(x).Sum().Item() < best.LogProb(x).Sum().Item());
    }

    [Fact]
    public void Without_observations_the_deviation_is_that_of_the_last_ones_judged()
    {
        var decoder = Make(GaussianNoise.Optimal());
        Assert.All(decoder.Decode(z).Variance.ToDoubles(), variance => Assert.Equal(double.NaN, variance));
        var judged = decoder.Likelihood(z, x).Variance;
        Assert.Equal(judged.ToDoubles(), decoder.Decode(z).Variance.ToDoubles());
    }

    [Fact]
    public void A_decoder_that_meets_every_value_gains_no_more_than_the_floor_allows()
    {
        var decoder = Make(GaussianNoise.Optimal(0.01));
        var met = decoder.Decode(z).Mean;
        using var tape = Tape.Record(decoder.Parameters);
        var y = decoder.Likelihood(z, met).LogProb(met, -1).Mean();
        Assert.Equal(-D * (Math.Log(0.01) + 0.5 * log2Pi), y.Item(), 1e-10);
        Assert.All(decoder.Parameters, parameter => Assert.All(tape.Gradient(y, parameter).ToDoubles(), slope => Assert.Equal(0, slope)));
    }

    /// <summary>The best deviation is the root of the mean squared error: over all features, or of each.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void A_learned_deviation_becomes_the_best_one(bool perFeature)
    {
        var decoder = Make(perFeature ? GaussianNoise.LearnedPerFeature(D) : GaussianNoise.Learned());
        Assert.True(decoder.Decode(z).Variance.AllClose(Tensor.Ones([Batch, D], exact), rtol: 1e-6));      // its logarithm was a float
        var adam = new Adam(0.05);
        for (var step = 0; step < 400; step++)
        {
            using var tape = Tape.Record(decoder.Noise.Parameters);
            adam.Step(tape.Gradient(-decoder.Likelihood(z, x).LogProb(x, -1).Mean()));
        }
        var errors = (decoder.Decode(z).Mean - x).Square();
        var expected = perFeature ? errors.Mean(0) : errors.Mean();
        Assert.True(decoder.Decode(z).Variance.AllClose(expected.Expand([Batch, D]), rtol: 1e-3));
    }

    [Fact]
    public void A_predicted_deviation_comes_from_the_second_half_of_the_outputs()
    {
        var decoder = new GaussianDecoder(new Lambda(outputs => outputs), GaussianNoise.Predicted(0.5));
        var p = decoder.Decode(Tensor.Of([[3.0, -2, 0, Math.Log(Math.Exp(2) - 1)]], exact));
        Near(Tensor.Of([[3.0, -2]], exact), p.Mean);
        Near(Tensor.Of([[Math.Log(2) + 0.5, 2.5]], exact).Square(), p.Variance);
    }

    [Fact]
    public void Starts_near_the_mean_observation_whatever_z_is()
    {
        foreach (var noise in new[] { GaussianNoise.Fixed(1), GaussianNoise.Predicted() })
        {
            var decoder = new GaussianDecoder(3, 5, 4, noise);
            decoder.StartAt(Tensor.Of([-1, 0.25, 7, 0]));
            Assert.True(decoder.Decode(Tensor.Randn([100, 3], seed: 1)).Mean.Mean(0).AllClose(Tensor.Of([-1, 0.25, 7, 0]), rtol: 0, atol: 0.1));
        }
        var linear = new GaussianDecoder(new Linear(3, 4), GaussianNoise.Learned());
        linear.StartAt(Tensor.Of([1.0, 2, 3, 4]));
        Assert.Equal([1, 2, 3, 4], linear.Decode(Tensor.Zeros([1, 3])).Mean.ToDoubles());
    }

    [Fact]
    public void Bad_settings_and_observations_are_named()
    {
        static void Says(Func<object> call, params string[] texts) =>
            Assert.All(texts, text => Assert.Contains(text, Assert.ThrowsAny<Exception>(call).Message, StringComparison.Ordinal));
        Says(() => GaussianNoise.Fixed(0), "deviation", "not 0");
        Says(() => GaussianNoise.Learned(0.001), "deviation", "above the floor 0.001", "not 0.001");
        Says(() => GaussianNoise.Learned(double.PositiveInfinity), "deviation", "finite");
        Says(() => GaussianNoise.Learned(1, floor: 0), "floor", "not 0");
        Says(() => GaussianNoise.LearnedPerFeature(0), "features", "not 0");
        Says(() => GaussianNoise.Predicted(-1), "floor", "not -1");
        Says(() => GaussianNoise.Optimal(0), "floor", "not 0");
        Says(() => new GaussianDecoder(new Lambda(outputs => outputs), GaussianNoise.Predicted()).Decode(x), "[5, 7]", "[..., 2·D]");
        Says(() => new GaussianDecoder(new Linear(2, 1), GaussianNoise.Optimal()).To(exact).Likelihood(z, x), "[5, 7]", "[5, 1]");
        var start = Assert.Throws<ArgumentException>(() => Make(GaussianNoise.Predicted()).StartAt(Tensor.Zeros([2 * D]))).Message;
        Assert.Contains("[14]", start, StringComparison.Ordinal);
        Assert.Contains("[7]", start, StringComparison.Ordinal);
        Says(() => { new GaussianDecoder(new Sequential(new Linear(2, 4), new Relu()), GaussianNoise.Fixed(1)).StartAt(Tensor.Zeros([4])); return 0; }, "ends in a Linear");
    }
}
