namespace Engine.Models;

/// <summary>Whether predictions made with confidence p are right in a share p of cases.</summary>
public static class Calibration
{
    /// <summary>
    /// The reliability diagram: predictions by their confidence, in bins of equal width over (0, 1].
    /// Guo et al., <i>On Calibration of Modern Neural Networks</i>, ICML 2017, §2.
    /// </summary>
    /// <param name="probabilities">[examples, classes].</param>
    /// <param name="labels">The right classes as whole numbers, [examples].</param>
    /// <param name="bins">Number of bins.</param>
    /// <exception cref="ArgumentException">A shape does not fit, a row is no distribution, or a label is not a class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no bin.</exception>
    public static IReadOnlyList<CalibrationBin> Diagram(Tensor probabilities, Tensor labels, int bins = 15) =>
        EqualWidth(Top(new(probabilities, labels)), Require.Positive(bins, nameof(bins)));

    /// <summary>Expected calibration error: the mean gap of the diagram's bins, each by its share of the predictions.</summary>
    /// <inheritdoc cref="Diagram"/>
    public static double ExpectedError(Tensor probabilities, Tensor labels, int bins = 15) => MeanGap(Diagram(probabilities, labels, bins));

    /// <summary>The same with bins of equal numbers of predictions, which are not mostly in the last one. Nixon et al., <i>Measuring Calibration in Deep Learning</i>, CVPR Workshops 2019.</summary>
    /// <inheritdoc cref="Diagram"/>
    public static double AdaptiveError(Tensor probabilities, Tensor labels, int bins = 15) =>
        MeanGap(EqualCount(Top(new(probabilities, labels)), Require.Positive(bins, nameof(bins))));

    /// <summary>The expected calibration error of each class's probability, averaged over the classes. Kull et al., <i>Beyond Temperature Scaling</i>, NeurIPS 2019, §2.</summary>
    /// <inheritdoc cref="Diagram"/>
    public static double ClasswiseError(Tensor probabilities, Tensor labels, int bins = 15)
    {
        Require.Positive(bins, nameof(bins));
        var predictions = new ClassProbabilities(probabilities, labels);
        return Enumerable.Range(0, predictions.Classes).Average(k => MeanGap(EqualWidth(
            [.. Enumerable.Range(0, predictions.Count).Select(i => (predictions.Of(i)[k], predictions.Label(i) == k ? 1.0 : 0.0))], bins)));
    }

    private static (double Confidence, double Right)[] Top(ClassProbabilities predictions) =>
        [.. Enumerable.Range(0, predictions.Count).Select(i => (predictions.Confidence(i), predictions.IsRight(i) ? 1.0 : 0.0))];

    private static CalibrationBin[] EqualWidth((double Confidence, double Right)[] predictions, int bins)
    {
        // A bin holds its upper bound: confidence 1 belongs to the last.
        var byBin = predictions.ToLookup(each => Math.Clamp((int)Math.Ceiling(each.Confidence * bins) - 1, 0, bins - 1));
        return [.. Enumerable.Range(0, bins).Select(bin => CalibrationBin.Of((double)bin / bins, (bin + 1.0) / bins, [.. byBin[bin]]))];
    }

    /// <summary>Predictions of one confidence may fall into two bins: each counts as right by their share, for which come first means nothing.</summary>
    private static CalibrationBin[] EqualCount((double Confidence, double Right)[] predictions, int bins)
    {
        (double Confidence, double Right)[] sorted = [.. from each in predictions
                                                         group each.Right by each.Confidence into tied
                                                         orderby tied.Key
                                                         let share = tied.Average()
                                                         from _ in tied
                                                         select (tied.Key, share)];
        return [.. from bin in Enumerable.Range(0, bins)
                   let part = sorted[(int)((long)bin * sorted.Length / bins)..(int)((bin + 1L) * sorted.Length / bins)]
                   where part.Length > 0
                   select CalibrationBin.Of(part[0].Confidence, part[^1].Confidence, part)];
    }

    private static double MeanGap(IReadOnlyList<CalibrationBin> bins) => bins.Sum(bin => bin.Count * bin.Gap) / bins.Sum(bin => bin.Count);
}
