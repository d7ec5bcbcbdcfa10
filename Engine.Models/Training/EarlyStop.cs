namespace Engine.Models;

/// <summary>Ends training when a metric has not become smaller for a number of epochs.</summary>
/// <param name="Metric">The metric's name, or <c>"loss"</c>.</param>
/// <param name="Patience">Epochs without improvement that are borne.</param>
public sealed record EarlyStop(string Metric, int Patience)
{
    /// <exception cref="ArgumentException">There is no such metric, or the patience is negative.</exception>
    internal void Check(IEnumerable<string> metrics)
    {
        if (Metric != TrainingHistory.Loss && !metrics.Contains(Metric)) throw new ArgumentException($"EarlyStop waits for '{Metric}'; there are {string.Join(", ", [TrainingHistory.Loss, .. metrics])}.");
        if (Patience < 0) throw new ArgumentException($"EarlyStop has a patience of {Patience}; expected at least 0 epochs.");
    }

    /// <summary>Whether the best value lies more than <see cref="Patience"/> epochs back.</summary>
    internal bool IsDue(IReadOnlyList<EpochRecord> epochs) => SinceBest(epochs) > Patience;

    /// <summary>Whether no epoch before the last one was as good.</summary>
    internal bool IsBest(IReadOnlyList<EpochRecord> epochs) => epochs.Count > 0 && SinceBest(epochs) == 0;

    /// <summary>Epochs since the best one.</summary>
    private int SinceBest(IReadOnlyList<EpochRecord> epochs)
    {
        if (epochs.Count == 0) return 0;
        var series = new TrainingHistory(epochs, Finished: false).Series(Metric);
        return series.Length - 1 - Array.IndexOf(series, series.Min());
    }
}
