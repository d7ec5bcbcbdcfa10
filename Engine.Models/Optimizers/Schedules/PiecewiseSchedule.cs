namespace Engine.Models;

/// <summary>A learning rate that is constant between given steps: the first rate, and from each named step on another one.</summary>
public sealed class PiecewiseSchedule : ISchedule
{
    private readonly double rate;
    private readonly (long Step, double Rate)[] changes;

    /// <summary>A schedule.</summary>
    /// <param name="rate">Up to the first change.</param>
    /// <param name="changes">Steps that do not descend, and the rate from each of them on.</param>
    /// <exception cref="ArgumentException">A step is below 0 or below the one before it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite.</exception>
    public PiecewiseSchedule(double rate, params (long Step, double Rate)[] changes)
    {
        this.rate = Require.NotNegative(rate, nameof(rate));
        var last = 0L;
        foreach (var change in changes)
        {
            if (change.Step < last) throw new ArgumentException($"A change at step {change.Step} comes after one at step {last}; expected steps from 0 on that do not descend.", nameof(changes));
            Require.NotNegative(change.Rate, nameof(changes));
            last = change.Step;
        }
        this.changes = [.. changes];
    }

    /// <inheritdoc/>
    public double At(long step)
    {
        var current = rate;
        foreach (var change in changes)
            if (step >= change.Step) current = change.Rate;
        return current;
    }
}
