namespace Engine.Models;

/// <summary>What one epoch brought.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Loss">Mean loss over the epoch's examples, each at the weights of its step.</param>
/// <param name="Metrics">What the trainer's metrics gave after the epoch, by name.</param>
/// <param name="ExamplesPerSecond">Training speed, without the metrics' time.</param>
public sealed record EpochRecord(int Epoch, double Loss, IReadOnlyDictionary<string, double> Metrics, double ExamplesPerSecond);
