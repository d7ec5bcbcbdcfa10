using Engine.Models;

namespace Engine.Tests.Models;

public sealed class BernoulliTests
{
    private const double Infinity = double.PositiveInfinity;

    public static TheoryData<string> Devices => ["reference", "cpu"];

    private static Device Named(string name) => name == "cpu" ? Device.Cpu : Device.Reference;

    /// <summary>pytorch#49844, #102894, #135359: infinite logits; pytorch#2221: (−100, 0) and (0, 0).</summary>
    [Theory, MemberData(nameof(Devices))]
    public void Log_probability_is_right_for_every_logit(string name)
    {
        var device = Named(name);
        foreach (var (logit, value, expected, slope) in new (double, double, double, double)[]
        {
            (Infinity, 1, 0, 0), (Infinity, 0, -Infinity, -1), (-Infinity, 1, -Infinity, 1), (-Infinity, 0, 0, 0),
            (-100, 0, -3.7e-44, 0), (-100, 1, -100, 1), (100, 0, -100, -1), (0, 0, -0.6931471805599453, -0.5), (0, 1, -0.6931471805599453, 0.5),
            (20, 1, -2.0611536e-9, 2.0611536e-9),
        })
        {
            var logits = Tensor.Of(logit, device);
            using var tape = Tape.Record([logits]);
            var y = Bernoulli.FromLogits(logits).LogProb(Tensor.Of(value, device));
            Assert.True(y.AllClose(Tensor.Of(expected, device), rtol: 1e-6, atol: 1e-16), $"({logit}, {value}): {y}");
            var gradient = tape.Gradient(y, logits);
            Assert.True(gradient.AllClose(Tensor.Of(slope, device), rtol: 1e-6, atol: 1e-16), $"({logit}, {value}): slope {gradient}");
        }
    }

    [Theory, MemberData(nameof(Devices))]
    public void Sure_outcomes_from_probabilities_are_finite(string name)
    {
        var p = Tensor.Of([0, 0, 1, 1], Named(name));
        var d = Bernoulli.FromProbabilities(p);
        Assert.Equal([0, -Infinity, -Infinity, 0], d.LogProb(Tensor.Of([0, 1, 0, 1], Named(name))).ToDoubles());
        Assert.Equal([0, 0, 0, 0], d.Entropy().ToDoubles());
        Assert.Equal([0, 0, 1, 1], d.Mean.ToDoubles());
        Assert.Equal([0, 0, 0, 0], d.Variance.ToDoubles());
        Assert.Equal([0, 0, 1, 1], d.Sample(new RandomStream(1)).ToDoubles());
    }

    /// <summary>pyro#2038, #3074.</summary>
    [Fact]
    public void Grey_values_need_to_be_asked_for()
    {
        var (logits, grey) = (Tensor.Of([0.0, 2], Device.Reference), Tensor.Of([0.5, 0.25], Device.Reference));
        var message = Assert.Throws<ArgumentOutOfRangeException>(() => Bernoulli.FromLogits(logits).LogProb(grey)).Message;
        Assert.Contains("value of shape [2] holds 0.5 at position 0; expected 0 or 1. Grey values from 0 to 1 need a Bernoulli made with allowGrey: true", message, StringComparison.Ordinal);
        var y = Bernoulli.FromLogits(logits, allowGrey: true).LogProb(grey).ToDoubles();
        Assert.Equal(-0.6931471805599453, y[0], 1e-12);
        Assert.Equal(0.25 * 2 - Math.Log(1 + Math.Exp(2)), y[1], 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => Bernoulli.FromLogits(logits, allowGrey: true).LogProb(grey * 3));
    }

    [Fact]
    public void Bad_parameters_are_refused()
    {
        Assert.StartsWith("probabilities of shape [2] holds 1.5 at position 1; expected numbers from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => Bernoulli.FromProbabilities(Tensor.Of([0, 1.5], Device.Reference))).Message, StringComparison.Ordinal);
        Assert.StartsWith("logits of shape [] holds NaN", Assert.Throws<ArgumentOutOfRangeException>(() => Bernoulli.FromLogits(double.NaN)).Message, StringComparison.Ordinal);
    }
}
