using Engine.Bench.Csv;

namespace Engine.Bench.Growth;

/// <summary>A measured point of a sweep.</summary>
/// <param name="Sweep">Which sweep.</param>
/// <param name="Size">Batch or width.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="Time">How long a step took.</param>
/// <param name="Limit">Milliseconds of its matrix products at the machine's peak.</param>
public sealed record GrowthPoint(GrowthSweep Sweep, int Size, int Threads, Timing Time, double Limit)
{
    /// <summary>The limit as a part of the time.</summary>
    public double Share => Limit / Time.Min;
}
