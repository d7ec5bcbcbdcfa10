namespace Engine.Models;

/// <summary>A learning rate that is multiplied by a factor once every so many steps: rate·factor^⌊step/every⌋.</summary>
/// <param name="rate">The first learning rate.</param>
/// <param name="every">Steps between two changes.</param>
/// <param name="factor">What a change multiplies by.</param>
public sealed class StepSchedule(double rate, long every, double factor = 0.1) : ISchedule
{
    private readonly double rate = Require.NotNegative(rate, nameof(rate));
    private readonly long every = Require.Positive(every, nameof(every));
    private readonly double factor = Require.Positive(factor, nameof(factor));

    /// <inheritdoc/>
    public double At(long step) => rate * Math.Pow(factor, step / every);
}
