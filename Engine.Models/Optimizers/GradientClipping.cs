namespace Engine.Models;

/// <summary>Limits on gradients, between <see cref="Tape.Gradient(Tensor, bool, bool)"/> and <see cref="Optimizer.Step"/>. The given gradients stay as they are.</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients by one factor so that their joint Euclidean norm is at most a limit.</summary>
    /// <remarks>
    /// Pascanu et al., <i>On the Difficulty of Training Recurrent Neural Networks</i>, ICML 2013, algorithm 1. The norm is
    /// taken relative to the largest element, so that squares neither overflow nor vanish.
    /// </remarks>
    /// <returns>The gradients, or the same object if the limit holds; and the norm before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive and finite.</exception>
    /// <exception cref="ArithmeticException">A gradient has an infinite element or NaN.</exception>
    public static (Gradients Clipped, double Norm) ByNorm(Gradients gradients, double maxNorm)
    {
        Require.Positive(maxNorm, nameof(maxNorm));
        var largest = 0.0;
        foreach (var (source, magnitude) in Largest(gradients))
        {
            if (!double.IsFinite(magnitude)) throw NotFinite(source, magnitude);
            largest = Math.Max(largest, magnitude);
        }
        if (largest == 0) return (gradients, 0);
        var root = Math.Sqrt(Numbers(gradients, gradient => (gradient / largest).Square().Sum()).Sum(pair => pair.Number));
        if (largest * root <= maxNorm) return (gradients, largest * root);
        return (Mapped(gradients, gradient => gradient / largest * (maxNorm / root)), largest * root);
    }

    /// <summary>Holds every element of every gradient between −limit and limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive and finite.</exception>
    /// <exception cref="ArithmeticException">A gradient has NaN.</exception>
    public static Gradients ByValue(Gradients gradients, double limit)
    {
        Require.Positive(limit, nameof(limit));
        foreach (var (source, magnitude) in Largest(gradients))
            if (double.IsNaN(magnitude)) throw NotFinite(source, magnitude);
        return Mapped(gradients, gradient => gradient.Clamp(-limit, limit));
    }

    private static IEnumerable<(Tensor Source, double Number)> Largest(Gradients gradients) =>
        Numbers(gradients, gradient => gradient.Elements == 0 ? gradient.Sum() : gradient.Abs().Max());

    /// <summary>One number of each gradient, all read from the device at once: each reading waits for all work before.</summary>
    private static IEnumerable<(Tensor Source, double Number)> Numbers(Gradients gradients, Func<Tensor, Tensor> number)
    {
        if (gradients.Count == 0) return [];
        var numbers = TensorJoins.Stack([.. gradients.Select(pair => number(pair.Gradient))]).ToDoubles();
        return gradients.Select((pair, i) => (pair.Source, numbers[i]));
    }

    private static Gradients Mapped(Gradients gradients, Func<Tensor, Tensor> function)
    {
        var results = new Gradients();
        foreach (var (source, gradient) in gradients) results.Add(source, function(gradient));
        return results;
    }

    private static ArithmeticException NotFinite(Tensor source, double magnitude) =>
        new($"The gradient of {Optimizer.Describe(source)} has an element of size {magnitude}; it was not clipped.");
}
