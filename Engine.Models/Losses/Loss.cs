using Engine.Operations;

namespace Engine.Models;

/// <summary>How far predictions are from the truth, in nats where they are probabilities.</summary>
/// <remarks>Shapes must be equal, not merely broadcast: a column of predictions against a row of targets is always a mistake.</remarks>
public static class Loss
{
    /// <summary>Cross-entropy −ln softmax(logits)[label], the negative log-likelihood of a classifier.</summary>
    /// <param name="logits">Unnormalised log-probabilities, [batch, classes].</param>
    /// <param name="labels">The right classes as whole numbers, [batch].</param>
    /// <param name="reduction">Over the batch.</param>
    /// <returns>A single number, or [batch] without reduction.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or a mean of nothing was asked for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    public static Tensor CrossEntropy(Tensor logits, Tensor labels, Reduction reduction = Reduction.Mean)
    {
        Check.Rank(nameof(logits), logits, 2);
        Check.SameShape(nameof(labels), labels, [logits.Shape[0]]);
        return Reduced(-logits.LogSoftmax().Pick(labels), reduction);
    }

    /// <summary>Cross-entropy −t·ln σ(l) − (1 − t)·ln(1 − σ(l)) of yes-or-no predictions, stable for every logit, ±∞ included.</summary>
    /// <param name="logits">l, any shape.</param>
    /// <param name="targets">t, of the same shape: 0, 1, or a probability between.</param>
    /// <param name="reduction">Over all elements. A VAE needs the sum over pixels, not their mean.</param>
    /// <returns>A single number, or logits' shape without reduction.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or a mean of nothing was asked for.</exception>
    public static Tensor BernoulliWithLogits(Tensor logits, Tensor targets, Reduction reduction = Reduction.Mean)
    {
        Check.SameShape(nameof(targets), targets, logits.Shape);
        return -Reduced<BernoulliLogProb>(logits, targets, reduction);      // negated last: one number, not one pass more
    }

    /// <summary>(prediction − target)².</summary>
    /// <param name="predictions">Any shape.</param>
    /// <param name="targets">The same shape.</param>
    /// <param name="reduction">Over all elements.</param>
    /// <returns>A single number, or predictions' shape without reduction.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or a mean of nothing was asked for.</exception>
    public static Tensor SquaredError(Tensor predictions, Tensor targets, Reduction reduction = Reduction.Mean)
    {
        Check.SameShape(nameof(targets), targets, predictions.Shape);
        return Reduced<SquaredDifference>(predictions, targets, reduction);
    }

    /// <summary>The losses f(a, b) of single elements, of which only the reduction is written to memory.</summary>
    private static Tensor Reduced<Op>(Tensor a, Tensor b, Reduction reduction) where Op : struct, IBinaryOp => reduction switch
    {
        Reduction.Sum => a.ZipSum<Op>(b),
        Reduction.Mean when a.Elements > 0 => a.ZipSum<Op>(b) / a.Elements,
        _ => Reduced(a.Zip<Op>(b), reduction),
    };

    private static Tensor Reduced(Tensor losses, Reduction reduction) => reduction switch
    {
        Reduction.None => losses,
        Reduction.Sum => losses.Sum(),
        Reduction.Mean when losses.Elements == 0 => throw new ArgumentException($"The mean loss of nothing, shape {losses.Shape}, is not defined."),
        Reduction.Mean => losses.Mean(),
        _ => throw new ArgumentOutOfRangeException(nameof(reduction), reduction, $"There is no reduction {reduction}."),
    };
}
