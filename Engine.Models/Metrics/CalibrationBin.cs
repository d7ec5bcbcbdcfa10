namespace Engine.Models;

/// <summary>Predictions of similar confidence: one bar of a reliability diagram.</summary>
/// <param name="Low">Least confidence.</param>
/// <param name="High">Largest confidence.</param>
/// <param name="Count">Predictions.</param>
/// <param name="Confidence">Their mean confidence; 0 if there are none.</param>
/// <param name="Accuracy">The share of them that are right; 0 if there are none.</param>
public sealed record CalibrationBin(double Low, double High, int Count, double Confidence, double Accuracy)
{
    /// <summary>How far what was claimed is from what came true.</summary>
    public double Gap => Math.Abs(Accuracy - Confidence);

    internal static CalibrationBin Of(double low, double high, IReadOnlyList<(double Confidence, double Right)> predictions) => predictions.Count == 0
        ? new(low, high, 0, 0, 0)
        : new(low, high, predictions.Count, predictions.Average(each => each.Confidence), predictions.Average(each => each.Right));
}
