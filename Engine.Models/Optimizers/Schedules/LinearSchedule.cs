namespace Engine.Models;

/// <summary>From one number to another in equal steps, and constant from there on: a learning rate's warm-up, or the rise of a divergence's weight.</summary>
/// <param name="from">At step 0.</param>
/// <param name="to">From step <paramref name="steps"/> on.</param>
/// <param name="steps">Length of the way, at least 1.</param>
public sealed class LinearSchedule(double from, double to, long steps) : ISchedule
{
    private readonly double from = Require.Finite(from, nameof(from)), to = Require.Finite(to, nameof(to));
    private readonly long steps = Require.Positive(steps, nameof(steps));

    /// <inheritdoc/>
    public double At(long step) => step >= steps ? to : from + (to - from) * step / steps;
}
