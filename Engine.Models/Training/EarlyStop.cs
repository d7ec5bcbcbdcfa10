namespace Engine.Models;

/// <summary>Ends training when a metric has not become smaller for a number of epochs.</summary>
/// <param name="Metric">The metric's name, or <c>"loss"</c>.</param>
/// <param name="Patience">Epochs without improvement that are borne.</param>
public sealed record EarlyStop(string Metric, int Patience)
{
    /// <summary>Whether the best value lies more than <see cref="Patience"/> epochs back.</summary>
    internal bool IsDue(IReadOnlyList<EpochRecord> epochs)
    {
        if (epochs.Count == 0) return false;
        var series = new TrainingHistory(epochs, Finished: false).Series(Metric);
        return series.Length - 1 - Array.IndexOf(series, series.Min()) > Patience;
    }
}
