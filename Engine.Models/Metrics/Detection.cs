namespace Engine.Models;

/// <summary>How well one number, such as the entropy of a prediction, tells two sets apart: out-of-domain inputs (positive) from those of the domain.</summary>
public static class Detection
{
    /// <summary>
    /// The probability that a positive has the higher score of a random pair, ties counting half: the area under the curve of
    /// true against false positive rates. ½ is chance.
    /// </summary>
    /// <param name="positives">Scores of what is to be found, any shape.</param>
    /// <param name="negatives">Scores of the rest.</param>
    /// <exception cref="ArgumentException">One of them is empty, or holds NaN.</exception>
    public static double Auroc(Tensor positives, Tensor negatives)
    {
        var steps = Steps(positives, negatives);
        double area = 0, found = 0;
        foreach (var (hits, alarms) in steps)
        {
            area += alarms * (found + hits / 2.0);
            found += hits;
        }
        return area / ((double)positives.Elements * negatives.Elements);
    }

    /// <summary>Average precision: the precision at each threshold, weighted by the recall that it adds. The share of positives is chance.</summary>
    /// <inheritdoc cref="Auroc"/>
    public static double AveragePrecision(Tensor positives, Tensor negatives)
    {
        double sum = 0, found = 0, all = 0;
        foreach (var (hits, alarms) in Steps(positives, negatives))
        {
            found += hits;
            all += hits + alarms;
            sum += hits * found / all;
        }
        return sum / positives.Elements;
    }

    /// <summary>The share of negatives that are flagged at the highest threshold which finds a given share of the positives: FPR95 for 0.95.</summary>
    /// <inheritdoc cref="Auroc"/>
    /// <param name="positives">Scores of what is to be found, any shape.</param>
    /// <param name="negatives">Scores of the rest.</param>
    /// <param name="recall">The share of positives to be found, above 0 and at most 1.</param>
    public static double FalsePositiveRate(Tensor positives, Tensor negatives, double recall = 0.95)
    {
        if (!(recall > 0 && recall <= 1)) throw new ArgumentOutOfRangeException(nameof(recall), recall, $"recall must be above 0 and at most 1, not {recall}.");
        double found = 0, flagged = 0;
        foreach (var (hits, alarms) in Steps(positives, negatives))
        {
            found += hits;
            flagged += alarms;
            if (found >= recall * positives.Elements) break;
        }
        return flagged / negatives.Elements;
    }

    /// <summary>Positives and negatives of each distinct score, from the highest on.</summary>
    private static IEnumerable<(int Positives, int Negatives)> Steps(Tensor positives, Tensor negatives) =>
        from each in Scores(nameof(positives), positives, true).Concat(Scores(nameof(negatives), negatives, false))
        group each by each.Score into tied
        orderby tied.Key descending
        select (tied.Count(each => each.Positive), tied.Count(each => !each.Positive));

    private static IEnumerable<(double Score, bool Positive)> Scores(string argument, Tensor scores, bool positive)
    {
        if (scores.Elements == 0) throw new ArgumentException($"{argument} has shape {scores.Shape}; expected at least one score.", argument);
        Constraint.Extended.Check(argument, scores);
        return scores.ToDoubles().Select(score => (score, positive));
    }
}
