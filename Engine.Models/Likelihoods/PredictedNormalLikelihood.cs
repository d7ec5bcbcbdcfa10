namespace Engine.Models;

/// <summary>
/// Values with normal noise that the network predicts too: the last axis of the outputs holds the means, then as many ρ, of
/// deviations σ = softplus(ρ) + floor. Nix and Weigend, <i>Estimating the Mean and Variance of the Target Probability Distribution</i>, ICNN 1994.
/// </summary>
/// <remarks>For one deviation that all inputs share, end the network in a <see cref="LearnedNoise"/>.</remarks>
/// <param name="floor">
/// The smallest deviation, in the targets' unit. Without one the likelihood has no bound: a network that meets a target exactly
/// gains without end by σ → 0. The default suits targets of unit variance.
/// </param>
/// <exception cref="ArgumentOutOfRangeException">The floor is not positive and finite.</exception>
public sealed class PredictedNormalLikelihood(double floor = PredictedNormalLikelihood.DefaultFloor) : ILikelihood
{
    /// <summary>A thousandth of the deviation of standardized targets: far below any noise worth learning.</summary>
    public const double DefaultFloor = 1e-3;

    /// <summary>The smallest deviation.</summary>
    public double Floor { get; } = Require.Positive(floor, nameof(floor));

    /// <inheritdoc/>
    /// <param name="outputs">Means and ρ, [batch, ..., 2·D].</param>
    /// <param name="targets">Values, [batch, ..., D].</param>
    public Tensor LogProb(Tensor outputs, Tensor targets)
    {
        OutputAxes.Check(outputs, targets, Values(outputs));
        return Normal(outputs).LogProb(targets, OutputAxes.Of(outputs));
    }

    /// <inheritdoc/>
    public Distribution Of(Tensor outputs) => Normal(outputs);

    private Normal Normal(Tensor outputs)
    {
        Values(outputs);
        var halves = outputs.Chunk(2, axis: -1);
        return new(halves[0], halves[1].Softplus() + Floor, validate: false);
    }

    /// <summary>The shape of what is observed: half of the last axis.</summary>
    private static Shape Values(Tensor outputs) => outputs.Rank > 0 && outputs.Shape[-1] > 0 && outputs.Shape[-1] % 2 == 0
        ? outputs.Shape.With(outputs.Rank - 1, outputs.Shape[-1] / 2)
        : throw new ArgumentException($"outputs has shape {outputs.Shape}; expected [..., 2·D], the means and then the ρ of the deviations.", nameof(outputs));
}
