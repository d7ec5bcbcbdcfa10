namespace Engine.Models;

/// <summary>How good a classifier's probabilities are; the mean over examples.</summary>
public static class Classification
{
    /// <summary>The share of examples whose most probable class is the right one.</summary>
    /// <param name="probabilities">[examples, classes].</param>
    /// <param name="labels">The right classes as whole numbers, [examples].</param>
    /// <exception cref="ArgumentException">A shape does not fit, a row is no distribution, or a label is not a class.</exception>
    public static double Accuracy(Tensor probabilities, Tensor labels)
    {
        var predictions = new ClassProbabilities(probabilities, labels);
        return predictions.Mean(i => predictions.IsRight(i) ? 1 : 0);
    }

    /// <summary>−ln p(right class), in nats: infinite if one right class has probability 0.</summary>
    /// <inheritdoc cref="Accuracy"/>
    public static double NegativeLogLikelihood(Tensor probabilities, Tensor labels)
    {
        var predictions = new ClassProbabilities(probabilities, labels);
        return predictions.Mean(i => -Math.Log(predictions.Of(i)[predictions.Label(i)]));
    }

    /// <summary>Σₖ (pₖ − yₖ)² with yₖ = 1 for the right class and 0 for the others: from 0 to 2. Brier, Monthly Weather Review 78 (1950).</summary>
    /// <inheritdoc cref="Accuracy"/>
    public static double BrierScore(Tensor probabilities, Tensor labels)
    {
        var predictions = new ClassProbabilities(probabilities, labels);
        return predictions.Mean(i =>
        {
            var p = predictions.Of(i);
            var squares = System.Numerics.Tensors.TensorPrimitives.SumOfSquares(p);
            return squares - 2 * p[predictions.Label(i)] + 1;
        });
    }
}
