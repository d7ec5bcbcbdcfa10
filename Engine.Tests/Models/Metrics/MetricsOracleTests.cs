using Engine.Models;

namespace Engine.Tests.Models;

/// <summary>Metrics on random predictions with ties against their definitions, written as plain loops over pairs, thresholds or a fine grid.</summary>
public sealed class MetricsOracleTests
{
    private const int Count = 300, Classes = 4;

    private static readonly Random random = new(17);

    /// <summary>Scores with one decimal: many ties.</summary>
    private static readonly double[] positives = [.. Enumerable.Range(0, 90).Select(_ => Math.Round(random.NextDouble() * 2 + 0.4, 1))];
    private static readonly double[] negatives = [.. Enumerable.Range(0, 140).Select(_ => Math.Round(random.NextDouble() * 2, 1))];

    private static readonly double[][] predictions = [.. Enumerable.Range(0, Count).Select(_ => Normalized([.. Enumerable.Range(0, Classes).Select(_ => Math.Pow(random.NextDouble(), 3))]))];
    private static readonly int[] labels = [.. predictions.Select(p => random.NextDouble() < 0.6 ? Array.IndexOf(p, p.Max()) : random.Next(Classes))];

    private static Tensor Probabilities => Tensor.Of(predictions, Device.Reference);

    private static Tensor Labels => Tensor.From([.. labels.Select(label => (double)label)], [Count], Device.Reference);

    [Fact]
    public void Auroc_counts_pairs()
    {
        var won = positives.Sum(p => negatives.Sum(n => p > n ? 1 : p == n ? 0.5 : 0));
        Assert.Equal(won / (positives.Length * negatives.Length), Detection.Auroc(Of(positives), Of(negatives)), 1e-12);
    }

    [Fact]
    public void Average_precision_and_false_positive_rate_go_through_all_thresholds()
    {
        double average = 0, before = 0, rate = 1;
        foreach (var threshold in positives.Concat(negatives).Distinct().OrderDescending())
        {
            double found = positives.Count(p => p >= threshold), alarms = negatives.Count(n => n >= threshold);
            average += found / (found + alarms) * (found - before) / positives.Length;
            if (before < 0.95 * positives.Length && found >= 0.95 * positives.Length) rate = alarms / negatives.Length;
            before = found;
        }
        Assert.Equal(average, Detection.AveragePrecision(Of(positives), Of(negatives)), 1e-12);
        Assert.Equal(rate, Detection.FalsePositiveRate(Of(positives), Of(negatives)), 1e-12);
    }

    [Fact]
    public void Scores_of_probabilities_by_their_definitions()
    {
        Assert.Equal(Mean(i => Array.IndexOf(predictions[i], predictions[i].Max()) == labels[i] ? 1 : 0), Classification.Accuracy(Probabilities, Labels), 1e-12);
        Assert.Equal(Mean(i => -Math.Log(predictions[i][labels[i]])), Classification.NegativeLogLikelihood(Probabilities, Labels), 1e-12);
        Assert.Equal(Mean(i => predictions[i].Select((p, k) => Math.Pow(p - (k == labels[i] ? 1 : 0), 2)).Sum()), Classification.BrierScore(Probabilities, Labels), 1e-12);
    }

    [Fact]
    public void Calibration_errors_by_their_definitions()
    {
        bool Right(int i) => Array.IndexOf(predictions[i], predictions[i].Max()) == labels[i];
        Assert.Equal(Gap(i => predictions[i].Max(), Right), Calibration.ExpectedError(Probabilities, Labels, bins: 10), 1e-12);
        Assert.Equal(Enumerable.Range(0, Classes).Average(k => Gap(i => predictions[i][k], i => labels[i] == k)), Calibration.ClasswiseError(Probabilities, Labels, bins: 10), 1e-12);
        var sorted = Enumerable.Range(0, Count).OrderBy(i => predictions[i].Max()).Chunk(Count / 10);
        var adaptive = sorted.Sum(bin => Math.Abs(bin.Sum(i => predictions[i].Max() - (Right(i) ? 1 : 0)))) / Count;
        Assert.Equal(adaptive, Calibration.AdaptiveError(Probabilities, Labels, bins: 10), 1e-12);

        static double Gap(Func<int, double> confidence, Func<int, bool> right)
        {
            var total = 0.0;
            for (var bin = 0; bin < 10; bin++)
            {
                var inside = Enumerable.Range(0, Count).Where(i => confidence(i) * 10 > bin && confidence(i) * 10 <= bin + 1);
                total += Math.Abs(inside.Sum(i => confidence(i) - (right(i) ? 1 : 0)));
            }
            return total / Count;
        }
    }

    /// <summary>Equal confidences do not show which of them are right: no order of the examples may change the error or the risk.</summary>
    [Fact]
    public void Ties_do_not_depend_on_the_order_of_the_examples()
    {
        var p = Tensor.Of([.. Enumerable.Repeat<double[]>([0.8, 0.2], 10)], Device.Reference);
        double[] rightFirst = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1], mixed = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
        foreach (var order in new[] { rightFirst, mixed })
        {
            Assert.Equal(0.3, Calibration.AdaptiveError(p, Of(order), bins: 2), 1e-12);
            Assert.Equal(0.5, RiskCoverage.Area(Tensor.Zeros([10]), Of(order)), 1e-12);
        }
        Assert.Equal([(1 / 3.0, 0.5), (2 / 3.0, 0.5), (1, 2 / 3.0)], RiskCoverage.Curve(Of([0.5, 0.1, 0.5]), Of([1, 0, 0])));
    }

    [Fact]
    public void Crps_of_a_normal_is_the_integral_of_the_squared_distance_of_the_distribution_functions()
    {
        var d = new Normal(0.3, 1.7, Device.Reference);
        foreach (var y in new[] { -2, 0.3, 5 })
        {
            double Between(double from, double to, double step)
            {
                const int Points = 20_001;
                var f = d.Cdf(Tensor.Linspace(from, to, Points, Device.Reference)) - step;
                var squares = f.Square().ToDoubles();
                return (squares.Sum() - (squares[0] + squares[^1]) / 2) * (to - from) / (Points - 1);
            }
            Assert.Equal(Between(-20, y, 0) + Between(y, 20, 1), Regression.Crps(Of([0.3]), Of([1.7]), Of([y])), 1e-6);
        }
    }

    [Fact]
    public void Crps_of_samples_goes_through_all_pairs()
    {
        double[] samples = [.. positives.Take(30)], targets = [1.1, 0.2];
        var expected = targets.Average(y => samples.Average(x => Math.Abs(x - y)) - samples.Sum(a => samples.Sum(b => Math.Abs(a - b))) / (30 * 29) / 2);
        Assert.Equal(expected, Regression.Crps(Tensor.From(samples, [30, 1], Device.Reference).Expand([30, 2]), Of(targets)), 1e-12);
    }

    private static double Mean(Func<int, double> number) => Enumerable.Range(0, Count).Average(number);

    private static double[] Normalized(double[] weights) => [.. weights.Select(w => w / weights.Sum())];

    private static Tensor Of(double[] values) => Tensor.Of(values, Device.Reference);
}
