namespace Engine.Models;

/// <summary>
/// A rise and a plateau, again and again: each cycle goes straight from one number to another in its first part and stays there for the
/// rest; after the last cycle it stays. As the weight β of a divergence, each cycle starts from what the one before has learnt.
/// </summary>
/// <remarks>Fu et al., <i>Cyclical Annealing Schedule: A Simple Approach to Mitigating KL Vanishing</i>, arXiv:1903.10145, eq. 6–7.</remarks>
public sealed class CyclicalSchedule : ISchedule
{
    private readonly double from, to, rise;
    private readonly long steps;
    private readonly int cycles;

    /// <summary>Cycles over a number of steps.</summary>
    /// <param name="steps">The steps of all cycles, at least one each.</param>
    /// <param name="cycles">The paper's M.</param>
    /// <param name="rise">The share of a cycle that rises, above 0 and at most 1: the paper's R.</param>
    /// <param name="from">At the start of each cycle.</param>
    /// <param name="to">On each plateau.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public CyclicalSchedule(long steps, int cycles = 4, double rise = 0.5, double from = 0, double to = 1)
    {
        this.cycles = Require.Positive(cycles, nameof(cycles));
        this.steps = steps >= cycles ? steps : throw new ArgumentOutOfRangeException(nameof(steps), steps, $"steps must be at least {cycles}, one for each cycle, not {steps}.");
        this.rise = rise is > 0 and <= 1 ? rise : throw new ArgumentOutOfRangeException(nameof(rise), rise, $"rise must be above 0 and at most 1, not {rise}.");
        this.from = Require.Finite(from, nameof(from));
        this.to = Require.Finite(to, nameof(to));
    }

    /// <inheritdoc/>
    public double At(long step)
    {
        if (step >= steps) return to;
        var length = (double)steps / cycles;
        var place = step % length / length;
        return place >= rise ? to : from + (to - from) * place / rise;
    }
}
