namespace Engine.Models;

/// <summary>How good predicted values and their uncertainties are; the mean over elements.</summary>
public static class Regression
{
    private static readonly double inverseRootPi = 1 / Math.Sqrt(Math.PI);

    /// <summary>√ of the mean squared error.</summary>
    /// <param name="predictions">Any shape.</param>
    /// <param name="targets">The same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ, or there is nothing.</exception>
    public static double RootMeanSquaredError(Tensor predictions, Tensor targets)
    {
        var (x, y) = (Numbers(nameof(predictions), predictions, targets), targets.ToDoubles());
        return Math.Sqrt(x.Zip(y, (a, b) => (a - b) * (a - b)).Average());
    }

    /// <summary>The share of targets within their interval, bounds included: of 90 % intervals it should be 0.9.</summary>
    /// <param name="low">Lower bounds.</param>
    /// <param name="high">Upper bounds, of the same shape.</param>
    /// <param name="targets">What happened, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ, or there is nothing.</exception>
    public static double IntervalCoverage(Tensor low, Tensor high, Tensor targets)
    {
        var (from, to, y) = (Numbers(nameof(low), low, targets), Numbers(nameof(high), high, targets), targets.ToDoubles());
        return Enumerable.Range(0, y.Length).Average(i => from[i] <= y[i] && y[i] <= to[i] ? 1.0 : 0.0);
    }

    /// <summary>
    /// Continuous ranked probability score ∫ (F(t) − [t ≥ y])² dt of normal predictions, in the targets' unit:
    /// σ·(z(2Φ(z) − 1) + 2φ(z) − 1/√π). Gneiting &amp; Raftery, JASA 102 (2007), eq. 21.
    /// </summary>
    /// <param name="mean">μ.</param>
    /// <param name="deviation">σ &gt; 0, of the same shape.</param>
    /// <param name="targets">What happened, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ, there is nothing, or a deviation is not positive.</exception>
    public static double Crps(Tensor mean, Tensor deviation, Tensor targets)
    {
        Constraint.Positive.Check(nameof(deviation), deviation);
        var (m, s, y) = (Numbers(nameof(mean), mean, targets), Numbers(nameof(deviation), deviation, targets), targets.ToDoubles());
        return Enumerable.Range(0, y.Length).Average(i =>
        {
            var z = (y[i] - m[i]) / s[i];
            var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            return s[i] * (z * Lanes.Elementary.DoubleFunctions.Erf(z / Math.Sqrt(2)) + 2 * density - inverseRootPi);
        });
    }

    /// <summary>The same of predictions given by samples: mean |x − y| − ½ mean |x − x′| over samples x and pairs x ≠ x′ of them. Gneiting &amp; Raftery, eq. 20.</summary>
    /// <param name="samples">[samples, ...], at least two.</param>
    /// <param name="targets">What happened, of the samples' shape without its first axis.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, there are fewer than two samples, or there is nothing.</exception>
    public static double Crps(Tensor samples, Tensor targets)
    {
        var count = samples.Rank > 0 ? samples.Shape[0] : 0;
        if (count < 2) throw new ArgumentException($"samples has shape {samples.Shape}; expected at least two samples along the first axis.", nameof(samples));
        Check.SameShape(nameof(samples), samples, Shape.Create([count, .. targets.Shape]));
        if (targets.Elements == 0) throw new ArgumentException($"targets has shape {targets.Shape}; expected at least one number.", nameof(targets));
        var (x, y) = (samples.ToDoubles(), targets.ToDoubles());
        return Enumerable.Range(0, y.Length).Average(i => Crps([.. Enumerable.Range(0, count).Select(k => x[k * y.Length + i])], y[i]));
    }

    /// <summary>Sorted, Σ |x − x′| over pairs is Σₖ (2k − n + 1)·x₍ₖ₎.</summary>
    private static double Crps(double[] samples, double target)
    {
        Array.Sort(samples);
        var n = samples.Length;
        var spread = samples.Select((x, k) => (2.0 * k - n + 1) * x).Sum() / (n * (n - 1.0));
        return samples.Average(x => Math.Abs(x - target)) - spread;
    }

    private static double[] Numbers(string argument, Tensor given, Tensor targets)
    {
        Check.SameShape(argument, given, targets.Shape);
        return given.Elements > 0 ? given.ToDoubles() : throw new ArgumentException($"{argument} has shape {given.Shape}; expected at least one number.", argument);
    }
}
