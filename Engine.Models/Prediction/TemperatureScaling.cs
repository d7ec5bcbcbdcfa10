namespace Engine.Models;

/// <summary>
/// softmax(logits/T) with the T that makes held-out labels most probable: less (or more) confidence, and the same answers.
/// Guo et al., <i>On Calibration of Modern Neural Networks</i>, ICML 2017, §4.2.
/// </summary>
/// <param name="temperature">T &gt; 0; 1 changes nothing.</param>
/// <exception cref="ArgumentOutOfRangeException">T is not positive and finite.</exception>
public sealed class TemperatureScaling(double temperature)
{
    private const double Largest = 1e4;

    /// <summary>T.</summary>
    public double Temperature { get; } = Require.Positive(temperature, nameof(temperature));

    /// <summary>The T of the least negative log-likelihood, between 1e-4 and 1e4: it is convex in 1/T, so bisection on its slope finds it.</summary>
    /// <param name="logits">[examples, classes] of examples that the network was not trained on; ln of probabilities, such as <see cref="Predictive.LogMean"/>, will do.</param>
    /// <param name="labels">The right classes as whole numbers, [examples].</param>
    /// <exception cref="ArgumentException">The shapes do not fit, there is nothing, a logit is not finite, or a label is not a class.</exception>
    public static TemperatureScaling Fit(Tensor logits, Tensor labels)
    {
        Check.Rank(nameof(logits), logits, 2);
        Check.SameShape(nameof(labels), labels, [logits.Shape[0]]);
        if (logits.Elements == 0) throw new ArgumentException($"logits has shape {logits.Shape}; expected at least one example and one class.", nameof(logits));
        Check.Index(nameof(labels), labels, logits.Shape[1]);
        Constraint.Real.Check(nameof(logits), logits);
        var (values, right, classes) = (logits.ToDoubles(), labels.ToDoubles(), logits.Shape[1]);
        double low = Math.Log(1 / Largest), high = Math.Log(Largest);      // of ln 1/T
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            if (Slope(values, right, classes, Math.Exp(middle)) < 0) low = middle;
            else high = middle;
        }
        return new(Math.Exp(-(low + high) / 2));
    }

    /// <summary>The logits divided by T.</summary>
    public Tensor Apply(Tensor logits) => logits / Temperature;

    /// <summary>d/dβ of Σ −ln softmax(β·logits)[label]: the expected logit less the right one.</summary>
    private static double Slope(double[] logits, double[] labels, int classes, double inverse)
    {
        var slope = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            var row = logits.AsSpan(i * classes, classes);
            var largest = System.Numerics.Tensors.TensorPrimitives.Max<double>(row);
            double sum = 0, weighted = 0;
            foreach (var logit in row)
            {
                var weight = Math.Exp(inverse * (logit - largest));
                sum += weight;
                weighted += weight * logit;
            }
            slope += weighted / sum - row[(int)labels[i]];
        }
        return slope;
    }
}
