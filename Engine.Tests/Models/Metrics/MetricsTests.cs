using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>Metrics on predictions small enough to be worked out by hand, and on ideal ones.</summary>
public sealed class MetricsTests
{
    private static readonly Tensor probabilities = Tensor.Of([[0.7, 0.2, 0.1], [0.1, 0.5, 0.4], [0.3, 0.3, 0.4], [0.9, 0.05, 0.05]]);
    private static readonly Tensor labels = Tensor.Of([0, 2, 2, 1]);

    [Fact]
    public void Scores_of_four_predictions()
    {
        Assert.Equal(0.5, Classification.Accuracy(probabilities, labels));
        Assert.Equal(-(Math.Log(0.7) + Math.Log(0.4) + Math.Log(0.4) + Math.Log(0.05)) / 4, Classification.NegativeLogLikelihood(probabilities, labels), 1e-6);
        Assert.Equal((0.14 + 0.62 + 0.54 + (0.81 + 0.9025 + 0.0025)) / 4, Classification.BrierScore(probabilities, labels), 1e-6);
    }

    [Fact]
    public void A_right_class_of_probability_zero_is_infinitely_bad() =>
        Assert.Equal(double.PositiveInfinity, Classification.NegativeLogLikelihood(Tensor.Of([[1, 0]]), Tensor.Of([1])));

    /// <summary>Confidences 0.7 (right), 0.5 (wrong), 0.4 (right), 0.9 (wrong) in two bins: (0, ½] and (½, 1].</summary>
    [Fact]
    public void Calibration_in_two_bins()
    {
        var bins = Calibration.Diagram(probabilities, labels, bins: 2);
        Assert.Equal([2, 2], bins.Select(bin => bin.Count));
        Assert.Equal(0.45, bins[0].Confidence, 1e-6);
        Assert.Equal(0.5, bins[0].Accuracy);
        Assert.Equal((0.05 + 0.3) / 2, Calibration.ExpectedError(probabilities, labels, bins: 2), 1e-6);
        Assert.Equal((0.05 + 0.3) / 2, Calibration.AdaptiveError(probabilities, labels, bins: 2), 1e-6);
        Assert.Equal((0.6 + 0.5 + 0.3 + 0.9) / 4, Calibration.AdaptiveError(probabilities, labels, bins: 4), 1e-6);
    }

    /// <summary>By class, in one bin each: mean probability against frequency, 0.5/0.25, 0.2625/0.25 and 0.2375/0.5.</summary>
    [Fact]
    public void Calibration_by_class_in_one_bin() =>
        Assert.Equal((0.25 + 0.0125 + 0.2625) / 3, Calibration.ClasswiseError(probabilities, labels, bins: 1), 1e-6);

    [Fact]
    public void Labels_drawn_from_the_predictions_are_calibrated()
    {
        var p = Tensor.Rand([20_000, 5], seed: 3).Multiply(4).Softmax();
        var drawn = new RandomStream(4).Categorical(p);
        Assert.InRange(Calibration.ExpectedError(p, drawn), 0, 0.015);
        Assert.InRange(Calibration.AdaptiveError(p, drawn), 0, 0.015);
        var overconfident = (p.Log() * 4).Softmax();
        Assert.True(Calibration.ExpectedError(overconfident, drawn) > 0.15);
    }

    [Fact]
    public void Detection_of_five_scores()
    {
        var (positives, negatives) = (Tensor.Of([0.9, 0.5, 0.4]), Tensor.Of([0.5, 0.1]));
        // Pairs: 0.9 beats both, 0.5 ties one and beats one, 0.4 beats one.
        Assert.Equal((2 + 1.5 + 1) / 6, Detection.Auroc(positives, negatives), 1e-12);
        Assert.Equal((1 + 2.0 / 3 + 3.0 / 4) / 3, Detection.AveragePrecision(positives, negatives), 1e-12);
        Assert.Equal(0.5, Detection.FalsePositiveRate(positives, negatives));
        Assert.Equal(0, Detection.FalsePositiveRate(positives, negatives, recall: 0.3));
    }

    [Fact]
    public void Detection_at_its_ends()
    {
        var (low, high) = (Tensor.Of([1, 2]), Tensor.Of([3, 4]));
        Assert.Equal(1, Detection.Auroc(high, low));
        Assert.Equal(0, Detection.Auroc(low, high));
        Assert.Equal(0.5, Detection.Auroc(low, low));
        Assert.Equal(1, Detection.AveragePrecision(high, low));
        Assert.Equal(0, Detection.FalsePositiveRate(high, low));
        Assert.Equal(1, Detection.FalsePositiveRate(low, high));
        Assert.Equal(1, Detection.Auroc(Tensor.Of([double.PositiveInfinity]), low));
    }

    [Fact]
    public void Risk_rises_with_coverage_if_certainty_means_something()
    {
        var (certainty, right) = (Tensor.Of([0.6, 0.9, 0.8, 0.7]), Tensor.Of([0, 1, 1, 0]));
        Assert.Equal([(0.25, 0), (0.5, 0), (0.75, 1.0 / 3), (1, 0.5)], RiskCoverage.Curve(certainty, right));
        Assert.Equal((1.0 / 3 + 0.5) / 4, RiskCoverage.Area(certainty, right), 1e-12);
    }

    [Fact]
    public void Values_and_intervals()
    {
        var targets = Tensor.Of([1, 2, 3, 4]);
        Assert.Equal(Math.Sqrt(1.25), Regression.RootMeanSquaredError(Tensor.Of([1, 3, 3, 2]), targets), 1e-12);
        Assert.Equal(0.75, Regression.IntervalCoverage(targets - 1, Tensor.Of([1, 3, 2.5, 4]), targets));
    }

    /// <summary>CRPS of N(0, 1) at its mean is (√2 − 1)/√π; far away it is the distance less 1/√π; of samples it is the same in the limit.</summary>
    [Fact]
    public void Crps_of_normals_and_of_samples()
    {
        var exact = Device.Reference;
        double Normal(double y) => Regression.Crps(Tensor.Of([0], exact), Tensor.Of([1], exact), Tensor.Of([y], exact));
        Assert.Equal((Math.Sqrt(2) - 1) / Math.Sqrt(Math.PI), Normal(0), 1e-12);
        Assert.Equal(100 - 1 / Math.Sqrt(Math.PI), Normal(100), 1e-9);
        Assert.Equal(Normal(0.7), Regression.Crps(Tensor.Randn([100_000, 1], seed: 5, exact), Tensor.Of([0.7], exact)), 0.011);     // five standard errors of 0.66/√100,000
        Assert.Equal(1 - 0.5 * 2, Regression.Crps(Tensor.Of([[0.0], [2]]), Tensor.Of([1])), 1e-12);     // |x − y| = 1 each, |x − x′| = 2
    }

    [Fact]
    public void Bad_input_is_named()
    {
        static void Says(Action call, params string[] texts) => Assert.All(texts, text => Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal));
        Says(() => Classification.Accuracy(probabilities, Tensor.Of([0, 1])), "labels", "[2]", "[4]");
        Says(() => Classification.Accuracy(probabilities, Tensor.Of([0, 1, 2, 3])), "labels", "3 at position 3", "0 to 2");
        Says(() => Classification.Accuracy(probabilities * 1.5, labels), "probabilities");
        Says(() => Calibration.ExpectedError(Tensor.Of([[0.2, 0.2]]), Tensor.Of([0])), "probabilities", "row 0", "add up to 1");
        Says(() => Calibration.Diagram(probabilities, labels, bins: 0), "bins", "0");
        Says(() => Classification.BrierScore(Tensor.Zeros([0, 3]), Tensor.Zeros([0])), "probabilities", "[0, 3]");
        Says(() => Detection.Auroc(Tensor.Zeros([0]), labels), "positives", "[0]");
        Says(() => Detection.Auroc(labels, Tensor.Of([double.NaN])), "negatives", "NaN at position 0");
        Says(() => Detection.FalsePositiveRate(labels, labels, recall: 0), "recall", "0");
        Says(() => RiskCoverage.Curve(labels, labels), "right", "2 at position 1", "0 or 1");
        Says(() => Regression.Crps(labels, labels * 0, labels), "deviation", "0 at position 0");
        Says(() => Regression.Crps(Tensor.Zeros([1, 4]), labels), "samples", "[1, 4]", "two");
        Says(() => Regression.IntervalCoverage(labels, labels, Tensor.Zeros([3])), "low", "[4]", "[3]");
    }
}
