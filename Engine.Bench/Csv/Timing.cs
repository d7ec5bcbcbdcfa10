using System.Diagnostics;

namespace Engine.Bench.Csv;

/// <summary>How long one repetition takes, in milliseconds.</summary>
/// <param name="Median">The middle one of all repetitions.</param>
/// <param name="Min">The quickest one.</param>
public readonly record struct Timing(double Median, double Min)
{
    /// <summary>Fewest repetitions that are measured, unless told otherwise.</summary>
    public const int MinRepetitions = 30;

    /// <summary>Most repetitions that are measured.</summary>
    public const int MaxRepetitions = 20_000;

    private const int WarmUpRepetitions = 5;

    // The runtime compiles a method again, optimised, only after 30 calls and a pause of 100 ms.
    private static readonly TimeSpan warmUp = TimeSpan.FromSeconds(0.4);

    /// <summary>Repeats a step, first unmeasured, then for the given time and a least number of times.</summary>
    /// <param name="step">One repetition.</param>
    /// <param name="seconds">How long to measure.</param>
    /// <param name="repetitions">The least number of times.</param>
    public static Timing Measure(Action step, double seconds, int repetitions = MinRepetitions)
    {
        WarmUp(step);
        List<double> times = new(MaxRepetitions);
        var started = Stopwatch.GetTimestamp();
        while (times.Count < repetitions || (times.Count < MaxRepetitions && Stopwatch.GetElapsedTime(started).TotalSeconds < seconds))
        {
            var before = Stopwatch.GetTimestamp();
            step();
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }
        return Of(times);
    }

    /// <summary>Summarises times in milliseconds; with an even number of them, the median is the mean of the middle two.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Timing Of(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        if (sorted.Length == 0) throw new ArgumentException("The median of no times is not defined.", nameof(times));
        return new((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0]);
    }

    private static void WarmUp(Action step)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < WarmUpRepetitions || Stopwatch.GetElapsedTime(started) < warmUp; i++) step();
    }
}
