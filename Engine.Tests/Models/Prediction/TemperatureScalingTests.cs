using Engine.Models;

namespace Engine.Tests.Models;

public sealed class TemperatureScalingTests
{
    /// <summary>Labels drawn from softmax(logits/3): the network is three times too sure.</summary>
    [Fact]
    public void It_finds_the_temperature_of_the_labels_and_keeps_the_answers()
    {
        var logits = Tensor.Randn([50_000, 4], seed: 1) * 6;
        var labels = new RandomStream(2).Categorical((logits / 3).Softmax());
        var scaling = TemperatureScaling.Fit(logits, labels);
        Assert.Equal(3, scaling.Temperature, 0.1);
        var (before, after) = (logits.Softmax(), scaling.Apply(logits).Softmax());
        Assert.Equal(Classification.Accuracy(before, labels), Classification.Accuracy(after, labels));
        Assert.True(Calibration.ExpectedError(after, labels) < 0.1 * Calibration.ExpectedError(before, labels));
    }

    /// <summary>Three of four right at logits (a, 0): the best is softmax = ¾, so a/T = ln 3.</summary>
    [Fact]
    public void The_optimum_of_a_single_logit()
    {
        var logits = Tensor.Of([[5, 0], [5, 0], [5, 0], [5, 0]], Device.Reference);
        Assert.Equal(5 / Math.Log(3), TemperatureScaling.Fit(logits, Tensor.Of([0, 0, 1, 0], Device.Reference)).Temperature, 1e-6);
    }

    [Fact]
    public void Separable_labels_end_where_nothing_is_left_to_gain()
    {
        var (logits, labels) = (Tensor.Of([[1, 0], [0, 1]]), Tensor.Of([0, 1]));
        var scaling = TemperatureScaling.Fit(logits, labels);
        Assert.Equal(0, Classification.NegativeLogLikelihood(scaling.Apply(logits).Softmax(), labels), 1e-9);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Contains("labels", Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit(Tensor.Zeros([2, 3]), Tensor.Zeros([3]))).Message, StringComparison.Ordinal);
        Assert.Contains("logits", Assert.ThrowsAny<ArgumentException>(() => TemperatureScaling.Fit(Tensor.Full([1, 2], double.NaN), Tensor.Zeros([1]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TemperatureScaling(0));
    }
}
