namespace Engine.Devices.Cpu;

/// <summary>What is summed along lines: numbers in memory, or results that are never written there.</summary>
internal interface ITerms
{
    /// <summary>The sum of <paramref name="count"/> terms from number <paramref name="start"/> on, all of one line.</summary>
    double Sum(nint start, int count);
}
