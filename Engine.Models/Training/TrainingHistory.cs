namespace Engine.Models;

/// <summary>How a training run went.</summary>
/// <param name="Epochs">A record for each finished epoch, those before a resume included.</param>
/// <param name="Finished">Whether it reached its end; false if it was cancelled.</param>
public sealed record TrainingHistory(IReadOnlyList<EpochRecord> Epochs, bool Finished)
{
    internal const string Loss = "loss";

    /// <summary>The course of a metric, or of <c>"loss"</c>, over the epochs.</summary>
    /// <exception cref="KeyNotFoundException">There is no such metric.</exception>
    public double[] Series(string name) => [.. Epochs.Select(epoch => name == Loss ? epoch.Loss : epoch.Metrics.TryGetValue(name, out var value) ? value
        : throw new KeyNotFoundException($"There is no metric '{name}' in epoch {epoch.Epoch}; there are {string.Join(", ", [Loss, .. epoch.Metrics.Keys])}."))];

    /// <summary>Examples per second over all epochs of this history.</summary>
    public double ExamplesPerSecond => Epochs.Count == 0 ? 0 : Epochs.Count / Epochs.Sum(epoch => 1 / epoch.ExamplesPerSecond);
}
