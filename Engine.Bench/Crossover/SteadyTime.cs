namespace Engine.Bench.Crossover;

/// <summary>How long a repetition takes on average when many follow one another: a GPU's calls return at once, so only many of
/// them between two waits show its pace.</summary>
/// <param name="window">Seconds that the repetitions between two waits should take.</param>
/// <param name="rounds">How often that is measured; the best counts.</param>
/// <param name="clock">What measures it; the machine's unless given.</param>
public sealed class SteadyTime(double window, int rounds = 3, TimeProvider? clock = null)
{
    private const int MostRepetitions = 100_000;

    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>Milliseconds of one repetition.</summary>
    /// <param name="step">A repetition, which may return before its work is done.</param>
    /// <param name="wait">Waits for all of it.</param>
    public double Measure(Action step, Action wait)
    {
        step();                                               // compiles the kernel, and takes what scratch memory it needs
        wait();
        var repetitions = 1;
        var seconds = Seconds(step, wait, repetitions);
        while (seconds < window / 2 && repetitions < MostRepetitions)
        {
            repetitions = (int)Math.Min(MostRepetitions, Math.Ceiling(repetitions * Math.Clamp(window / seconds, 2, 1000)));
            seconds = Seconds(step, wait, repetitions);
        }
        for (var round = 1; round < rounds && seconds < 2 * window; round++) seconds = Math.Min(seconds, Seconds(step, wait, repetitions));
        return seconds / repetitions * 1e3;
    }

    private double Seconds(Action step, Action wait, int repetitions)
    {
        var started = clock.GetTimestamp();
        for (var i = 0; i < repetitions; i++) step();
        wait();
        return clock.GetElapsedTime(started).TotalSeconds;
    }
}
