namespace Engine.Bench.Limits;

/// <summary>How long a word takes from one thread to another and back: what it costs to share work.</summary>
/// <remarks>Cores that share a cache need some 70 ns, cores that do not several hundred. A virtual machine's cores may be either, and
/// change while it runs: then everything on two threads that shares data changes with them.</remarks>
internal static class RoundTrip
{
    /// <summary>The shortest of several measurements, in nanoseconds.</summary>
    /// <param name="trips">Round trips in one measurement.</param>
    public static double Nanoseconds(int trips)
    {
        var ball = 0;
        var shortest = Team.Best(threads: 2, tries: 5, number => Play(ref ball, number, trips));
        return shortest / trips * 1e9;
    }

    /// <summary>Waits for this thread's number, and passes the other's on.</summary>
    private static void Play(ref int ball, int number, int trips)
    {
        for (var i = 0; i < trips; i++)
        {
            while (Volatile.Read(ref ball) != number) { }
            Volatile.Write(ref ball, 1 - number);
        }
    }
}
