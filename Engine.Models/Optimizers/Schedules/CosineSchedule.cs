namespace Engine.Models;

/// <summary>
/// A straight rise to the full rate over the warm-up, then half a cosine down to the last rate, where it stays:
/// last + (rate − last)·(1 + cos πt)/2 with t from 0 to 1.
/// </summary>
/// <remarks>Loshchilov and Hutter, <i>SGDR: Stochastic Gradient Descent with Warm Restarts</i>, ICLR 2017, eq. 5, without restarts.</remarks>
public sealed class CosineSchedule : ISchedule
{
    private readonly double rate, last;
    private readonly long steps, warmUp;

    /// <summary>A schedule over a number of steps.</summary>
    /// <param name="rate">The highest learning rate.</param>
    /// <param name="steps">The step at which the last rate is reached, warm-up included.</param>
    /// <param name="warmUp">Steps of the rise; step k of them has rate·(k + 1)/warmUp.</param>
    /// <param name="last">The rate at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite, or the warm-up is not shorter than the whole.</exception>
    public CosineSchedule(double rate, long steps, long warmUp = 0, double last = 0)
    {
        this.rate = Require.NotNegative(rate, nameof(rate));
        this.last = Require.NotNegative(last, nameof(last));
        this.steps = Require.Positive(steps, nameof(steps));
        this.warmUp = warmUp >= 0 && warmUp < steps ? warmUp
            : throw new ArgumentOutOfRangeException(nameof(warmUp), warmUp, $"warmUp must be at least 0 and below steps = {steps}, not {warmUp}.");
    }

    /// <inheritdoc/>
    public double At(long step)
    {
        if (step < warmUp) return rate * (step + 1) / warmUp;
        var t = Math.Min(1, (double)(step - warmUp) / (steps - warmUp));
        return last + (rate - last) * (1 + Math.Cos(Math.PI * t)) / 2;
    }
}
