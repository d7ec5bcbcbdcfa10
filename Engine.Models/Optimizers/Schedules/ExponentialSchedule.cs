namespace Engine.Models;

/// <summary>A learning rate that is multiplied by a factor at every step: rate·factorˢᵗᵉᵖ.</summary>
/// <param name="rate">The first learning rate.</param>
/// <param name="factor">What each step multiplies by.</param>
public sealed class ExponentialSchedule(double rate, double factor) : ISchedule
{
    private readonly double rate = Require.NotNegative(rate, nameof(rate));
    private readonly double factor = Require.Positive(factor, nameof(factor));

    /// <inheritdoc/>
    public double At(long step) => rate * Math.Pow(factor, step);
}
