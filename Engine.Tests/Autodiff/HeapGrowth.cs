namespace Engine.Tests.Autodiff;

/// <summary>What a piece of work leaves on the managed heap.</summary>
internal static class HeapGrowth
{
    /// <summary>
    /// Bytes that every round leaves behind: the least growth of five. What the work itself keeps is there in each of them; the heap is the
    /// whole process's, so the test runner's own messages may have grown it in one.
    /// </summary>
    public static long OfEachRound(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            round();
            least = Math.Min(least, GC.GetTotalMemory(forceFullCollection: true) - before);
        }
        return least;
    }
}
