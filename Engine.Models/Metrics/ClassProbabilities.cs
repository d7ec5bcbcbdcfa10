namespace Engine.Models;

/// <summary>A classifier's predictions and the right labels, on the host: what every metric of classifiers starts from.</summary>
internal sealed class ClassProbabilities
{
    private static readonly Constraint rowsOfProbabilities =
        new RowConstraint(Constraint.UnitInterval, row => Math.Abs(row.Sum() - 1) < 1e-3, "numbers that add up to 1");

    private readonly double[] values;
    private readonly int[] labels;

    /// <param name="probabilities">[examples, classes], each row adding up to 1 within rounding.</param>
    /// <param name="labels">The right classes as whole numbers, [examples].</param>
    /// <exception cref="ArgumentException">A shape does not fit, there are no examples, or a row is no distribution.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    public ClassProbabilities(Tensor probabilities, Tensor labels)
    {
        Check.Rank(nameof(probabilities), probabilities, 2);
        Check.SameShape(nameof(labels), labels, [probabilities.Shape[0]]);
        if (probabilities.Elements == 0) throw new ArgumentException($"probabilities has shape {probabilities.Shape}; expected at least one example and one class.", nameof(probabilities));
        rowsOfProbabilities.Check(nameof(probabilities), probabilities);
        Check.Index(nameof(labels), labels, probabilities.Shape[1]);
        (Count, Classes) = (probabilities.Shape[0], probabilities.Shape[1]);
        values = probabilities.ToDoubles();
        this.labels = Array.ConvertAll(labels.ToDoubles(), label => (int)label);
    }

    /// <summary>Examples.</summary>
    public int Count { get; }

    /// <summary>Classes.</summary>
    public int Classes { get; }

    /// <summary>The probabilities of one example.</summary>
    public ReadOnlySpan<double> Of(int example) => values.AsSpan(example * Classes, Classes);

    /// <summary>The right class of one example.</summary>
    public int Label(int example) => labels[example];

    /// <summary>The most probable class, the first of equals.</summary>
    public int Predicted(int example) => System.Numerics.Tensors.TensorPrimitives.IndexOfMax(Of(example));

    /// <summary>The probability of the predicted class.</summary>
    public double Confidence(int example) => Of(example)[Predicted(example)];

    /// <summary>Whether the predicted class is the right one.</summary>
    public bool IsRight(int example) => Predicted(example) == Label(example);

    /// <summary>The mean of a number of each example.</summary>
    public double Mean(Func<int, double> number) => Enumerable.Range(0, Count).Average(number);
}
