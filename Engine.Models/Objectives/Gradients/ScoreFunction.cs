namespace Engine.Models;

/// <summary>
/// Gradients of expectations over draws that have no path to the parameters, such as whole numbers: ∇E_q[c] = E_q[(c − b)·∇ln q + ∇c].
/// Williams, <i>Machine Learning</i> 8 (1992), "REINFORCE"; Mohamed et al., arXiv:1906.10652, §4.
/// </summary>
/// <remarks>
/// Its variance is larger than that of a reparameterized draw wherever both exist and the cost is smooth: use
/// <see cref="Distribution.Rsample"/> there. A <see cref="Baseline"/> b lowers it and changes nothing on average.
/// </remarks>
public static class ScoreFunction
{
    /// <summary>A number whose value is the mean cost of draws of q, and whose gradient estimates without bias that of the expected cost.</summary>
    /// <remarks>
    /// It is c + (ln q(x) − [ln q(x)])·[c − b], where [·] stops gradients. What is differentiated is the value once: second derivatives
    /// are not those of the expectation. A cost that depends on parameters directly, as −ELBO depends on q, gets that gradient too.
    /// </remarks>
    /// <param name="q">What is drawn from; any distribution with a log-probability.</param>
    /// <param name="cost">
    /// From draws [samples, batch..., event...] to costs [samples], or [samples, b₁, …] with the leading axes of q's batch: an element of
    /// the batch that has a cost of its own does not bear the noise of the others.
    /// </param>
    /// <param name="rng">Where the draws come from.</param>
    /// <param name="baseline"><see cref="Baseline.None"/> unless given.</param>
    /// <param name="samples">Draws, at least 1.</param>
    /// <returns>The costs' shape without the samples: a single number, or one for each part that has a cost of its own. Add them up, or take their mean.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample.</exception>
    /// <exception cref="ArgumentException">The costs have another shape, or are too few for the baseline.</exception>
    public static Tensor Surrogate(Distribution q, Func<Tensor, Tensor> cost, RandomStream rng, Baseline? baseline = null, int samples = 1)
    {
        var draws = q.Sample(rng, [Require.Positive(samples, nameof(samples))]);
        var (costs, logProb) = (cost(draws), q.LogProb(draws));
        CheckCosts(costs, logProb.Shape, draws.Shape);
        if (logProb.Rank > costs.Rank) logProb = logProb.Sum(Events.Last(logProb.Rank - costs.Rank));
        baseline ??= Baseline.None;
        var known = costs.StopGradient();
        var expected = baseline.Of(known);
        var surrogate = costs + (logProb - logProb.StopGradient()) * (known - expected.StopGradient());
        if (baseline.IsTrained) surrogate += Trained(known - expected);
        return surrogate.Mean(0);
    }

    /// <summary>0, with the gradient of the squared error: one number trains both q and its baseline.</summary>
    private static Tensor Trained(Tensor error) => error.Square() - error.Square().StopGradient();

    private static void CheckCosts(Tensor costs, Shape logProb, Shape draws)
    {
        var rank = costs.Rank;
        if (rank == 0 || rank > logProb.Rank || costs.Shape != Shape.Create(logProb.AsSpan()[..rank]))
            throw new ArgumentException($"cost gave shape {costs.Shape} for draws of shape {draws}; expected the first axis or axes of {logProb}, samples first.", nameof(costs));
    }
}
