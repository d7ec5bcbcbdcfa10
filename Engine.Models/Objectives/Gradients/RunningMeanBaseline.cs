namespace Engine.Models;

/// <summary>The mean of the costs of earlier draws, the older the less: b ← d·b + (1 − d)·mean c. Of the first draws it knows nothing, and is 0.</summary>
/// <param name="decay">d, at least 0 and below 1: about 1/(1 − d) earlier calls count.</param>
/// <exception cref="ArgumentOutOfRangeException">The decay is out of range.</exception>
public sealed class RunningMeanBaseline(double decay = 0.9) : Baseline
{
    /// <summary>d.</summary>
    public double Decay { get; } = Require.Fraction(decay, nameof(decay));

    /// <summary>The mean so far, or null before the first call.</summary>
    public double? Mean { get; private set; }

    /// <summary>The mean of earlier costs; then these are counted, by one number read back from their device.</summary>
    /// <inheritdoc/>
    public override Tensor Of(Tensor costs)
    {
        var (before, now) = (Mean, costs.Mean().Item());
        Mean = before is { } mean ? Decay * mean + (1 - Decay) * now : now;
        return Tensor.Full([], before ?? 0, costs.Device);
    }
}
