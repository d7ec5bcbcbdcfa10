namespace Engine.Models;

/// <summary>
/// For each draw the mean cost of the others, bₖ = Σ_{j≠k} cⱼ/(K − 1): no state and nothing to tune, for two draws or more.
/// Mnih and Rezende, arXiv:1602.06725; Kool et al., <i>Buy 4 REINFORCE Samples, Get a Baseline for Free!</i>, 2019.
/// </summary>
public sealed class LeaveOneOutBaseline : Baseline
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are fewer than two samples.</exception>
    public override Tensor Of(Tensor costs)
    {
        var samples = costs.Shape[0];
        if (samples < 2) throw new ArgumentException($"costs has shape {costs.Shape}; expected at least two samples along the first axis, for each is compared with the others.", nameof(costs));
        return (costs.Sum(0, keepDims: true) - costs) / (samples - 1);
    }
}
