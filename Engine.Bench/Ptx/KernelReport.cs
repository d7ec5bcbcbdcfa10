namespace Engine.Bench.Ptx;

/// <summary>What became of a kernel offline.</summary>
/// <param name="Kernel">Which.</param>
/// <param name="Assembled">By ptxas, for each architecture.</param>
/// <param name="Externs">Functions that are called and nowhere defined.</param>
/// <param name="Approximations">Inexact instructions.</param>
public sealed record KernelReport(UsedKernel Kernel, IReadOnlyDictionary<string, Assembled> Assembled, IReadOnlyList<string> Externs, IReadOnlyList<string> Approximations)
{
    /// <summary>What must not be, a sentence each: spills, local memory, undefined calls, inexact instructions.</summary>
    public IEnumerable<string> Faults
    {
        get
        {
            foreach (var (architecture, one) in Assembled)
            {
                if (one.SpillBytes > 0) yield return $"{Kernel} spills {one.SpillBytes} bytes on {architecture}.";
                if (one.StackBytes > 0) yield return $"{Kernel} has {one.StackBytes} bytes of local memory on {architecture}.";
            }
            if (Externs.Count > 0) yield return $"{Kernel} calls {string.Join(", ", Externs)}, which is defined nowhere.";
            if (Approximations.Count > 0) yield return $"{Kernel} has the inexact {string.Join(", ", Approximations)}.";
        }
    }
}
