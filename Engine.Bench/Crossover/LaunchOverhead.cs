using System.Diagnostics;

namespace Engine.Bench.Crossover;

/// <summary>What a call costs whose kernel has nothing to do: relu of one element.</summary>
/// <param name="Device">A target's name.</param>
/// <param name="Call">Microseconds until a call returns, with room in the queue.</param>
/// <param name="Steady">Microseconds a call when many follow one another and the last is waited for.</param>
/// <param name="Alone">Microseconds of a call that is waited for.</param>
public sealed record LaunchOverhead(string Device, double Call, double Steady, double Alone)
{
    /// <summary>So few that they never fill a driver's queue, which holds about a thousand.</summary>
    private const int Calls = 200;

    /// <summary>Measures it.</summary>
    public static LaunchOverhead Measure(string name, Device device, SteadyTime time)
    {
        using var scope = new Scope();
        var step = KernelSteps.Map<Operations.Relu>(device, 1);
        var alone = time.Measure(() => { step(); device.Synchronize(); }, device.Synchronize);
        var steady = time.Measure(step, device.Synchronize);
        return new(name, 1e3 * BestCall(step, device), 1e3 * steady, 1e3 * alone);
    }

    private static double BestCall(Action step, Device device)
    {
        var best = double.PositiveInfinity;
        for (var round = 0; round < 5; round++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < Calls; i++) step();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds / Calls);
            device.Synchronize();
        }
        return best;
    }
}
