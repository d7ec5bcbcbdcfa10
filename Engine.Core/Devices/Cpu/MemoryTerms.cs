namespace Engine.Devices.Cpu;

/// <summary>Terms that stand in memory.</summary>
internal readonly unsafe struct MemoryTerms(float* x) : ITerms
{
    /// <inheritdoc/>
    public double Sum(nint start, int count) => LineSums.Of(x + start, count);
}
