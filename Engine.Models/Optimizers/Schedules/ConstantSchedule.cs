namespace Engine.Models;

/// <summary>The same learning rate always.</summary>
/// <param name="rate">The learning rate.</param>
public sealed class ConstantSchedule(double rate) : ISchedule
{
    private readonly double rate = Require.NotNegative(rate, nameof(rate));

    /// <inheritdoc/>
    public double At(long step) => rate;
}
