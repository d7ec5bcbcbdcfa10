namespace Engine;

/// <summary>Training and test rows whose every column is shifted and scaled so that the training rows have mean 0 and deviation 1; the targets are the labels.</summary>
/// <param name="Train">Rows to learn from.</param>
/// <param name="Test">Rows to be judged by, by the training rows' scales.</param>
/// <param name="TargetMean">Mean of the training targets, in their own unit.</param>
/// <param name="TargetDeviation">
/// Standard deviation of the training targets, in their own unit (divisor N): errors are multiplied by it to be in that unit, and its logarithm is
/// subtracted from log densities.
/// </param>
public sealed record StandardizedSplit(Dataset Train, Dataset Test, double TargetMean, double TargetDeviation)
{
    /// <summary>Computed in double; the data sets hold floats. A column that is constant in the training rows is only shifted.</summary>
    /// <param name="train">Rows with the target last, at least one.</param>
    /// <param name="test">Rows with the target last.</param>
    internal static StandardizedSplit Of(double[][] train, double[][] test)
    {
        var columns = train[0].Length;
        var (means, deviations) = (new double[columns], new double[columns]);
        for (var j = 0; j < columns; j++)
        {
            var mean = means[j] = train.Average(row => row[j]);
            var isConstant = train.All(row => row[j] == train[0][j]);       // whose mean, being rounded, may differ
            deviations[j] = isConstant ? 1 : Math.Sqrt(train.Average(row => (row[j] - mean) * (row[j] - mean)));
        }

        Dataset Scaled(double[][] rows) => Dataset.From(
            Array.ConvertAll(rows, row => Enumerable.Range(0, columns - 1).Select(j => (float)((row[j] - means[j]) / deviations[j])).ToArray()),
            Array.ConvertAll(rows, row => (float)((row[^1] - means[^1]) / deviations[^1])));
        return new(Scaled(train), Scaled(test), means[^1], deviations[^1]);
    }
}
