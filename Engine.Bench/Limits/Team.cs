using System.Diagnostics;

namespace Engine.Bench.Limits;

/// <summary>Threads that begin the same work at the same moment.</summary>
internal static class Team
{
    /// <summary>The shortest time in seconds, of several tries, from the start of all to the end of the last.</summary>
    /// <param name="threads">How many take part.</param>
    /// <param name="tries">How often; a limit is a best case.</param>
    /// <param name="work">What the thread of the given number does.</param>
    public static double Best(int threads, int tries, Action<int> work)
    {
        var best = double.PositiveInfinity;
        using var start = new Barrier(threads);
        using var end = new Barrier(threads);
        Thread[] helpers = [.. Enumerable.Range(1, threads - 1).Select(number => new Thread(() => Repeat(number)) { IsBackground = true })];
        foreach (var helper in helpers) helper.Start();
        Repeat(0);
        foreach (var helper in helpers) helper.Join();
        return best;

        void Repeat(int number)
        {
            for (var i = 0; i < tries; i++)
            {
                start.SignalAndWait();
                var began = Stopwatch.GetTimestamp();
                work(number);
                end.SignalAndWait();
                if (number == 0) best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        }
    }
}
