namespace Engine.Bench.Crossover;

/// <summary>From where on a device is the faster one.</summary>
public static class CrossoverSize
{
    /// <summary>The smallest size such that there and at all larger common sizes <paramref name="challenger"/> takes less time; null if it does not even at the largest.</summary>
    public static int? Of(IReadOnlyList<KernelPoint> first, IReadOnlyList<KernelPoint> challenger)
    {
        int? crossover = null;
        foreach (var (before, after) in first.Join(challenger, point => point.Size, point => point.Size, (a, b) => (a, b)).OrderByDescending(pair => pair.a.Size))
        {
            if (after.Milliseconds >= before.Milliseconds) break;
            crossover = after.Size;
        }
        return crossover;
    }
}
