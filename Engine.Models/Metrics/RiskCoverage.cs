namespace Engine.Models;

/// <summary>
/// What a classifier that may abstain would get wrong: the error among its most certain answers, against the share of inputs that
/// it answers. Geifman &amp; El-Yaniv, <i>Selective Classification for Deep Neural Networks</i>, NIPS 2017.
/// </summary>
public static class RiskCoverage
{
    /// <summary>The curve: after 1, 2, … answers, from the most certain on, the share answered and the share of those that are wrong; of equally certain ones, which no order tells apart, each counts as wrong by their share.</summary>
    /// <param name="certainty">Higher for more certain answers, [examples]: the largest probability, or minus the entropy.</param>
    /// <param name="right">1 for right answers and 0 for wrong ones, [examples].</param>
    /// <exception cref="ArgumentException">The shapes differ, there are no examples, or an answer is neither 0 nor 1.</exception>
    public static IReadOnlyList<(double Coverage, double Risk)> Curve(Tensor certainty, Tensor right)
    {
        Check.Rank(nameof(certainty), certainty, 1);
        Check.SameShape(nameof(right), right, certainty.Shape);
        if (certainty.Elements == 0) throw new ArgumentException("certainty is empty; expected at least one example.", nameof(certainty));
        Constraint.Extended.Check(nameof(certainty), certainty);
        Constraint.Boolean.Check(nameof(right), right);
        var (scores, answers) = (certainty.ToDoubles(), right.ToDoubles());
        var curve = new List<(double, double)>(scores.Length);
        var wrong = 0.0;
        foreach (var tied in Enumerable.Range(0, scores.Length).GroupBy(i => scores[i]).OrderByDescending(tied => tied.Key))
        {
            var share = tied.Average(i => 1 - answers[i]);
            foreach (var _ in tied) curve.Add(((curve.Count + 1.0) / scores.Length, (wrong += share) / (curve.Count + 1)));
        }
        return curve;
    }

    /// <summary>The area under the curve: the mean risk over all coverages.</summary>
    /// <inheritdoc cref="Curve"/>
    public static double Area(Tensor certainty, Tensor right) => Curve(certainty, right).Average(point => point.Risk);
}
