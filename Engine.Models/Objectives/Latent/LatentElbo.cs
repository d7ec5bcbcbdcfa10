namespace Engine.Models;

/// <summary>
/// The evidence lower bound E_q[ln p(x|z)] − β·KL(q(z|x) ‖ p(z)). Kingma &amp; Welling, <i>Auto-Encoding Variational Bayes</i>,
/// arXiv:1312.6114, eq. 7; β of Higgins et al., ICLR 2017.
/// </summary>
public sealed class LatentElbo : LatentObjective
{
    /// <summary>β by the step: a constant, a warm-up from 0 to 1, or cycles. Null for 1, where the bound is one of the evidence.</summary>
    public ISchedule? Beta { get; init; }

    /// <summary>The divergence by its formula, unless it is to be estimated from the samples.</summary>
    public LatentDivergence Divergence { get; init; }

    /// <summary>Samples of z of each observation, whose mean is taken; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int Samples { get; init => field = Require.Positive(value, nameof(Samples)); } = 1;

    /// <summary>A least divergence, averaged over the batch: each observation is charged the same. Null for none.</summary>
    public FreeBits? FreeBits { get; init; }

    /// <inheritdoc/>
    public override Tensor Bound(ILatentVariableModel model, Tensor x, RandomStream noise, long step = 0)
    {
        var pass = model.Pass(x, noise, Samples == 1 ? default : [Samples]);
        var divergence = pass.Draws.Select(Price).Aggregate((sum, next) => sum + next);
        return SampleMean(pass.LogLikelihood) - (Beta is null ? divergence : divergence * Beta.At(step));
    }

    private Tensor Price(LatentDraw draw)
    {
        var sampled = Divergence == LatentDivergence.MonteCarlo;
        return FreeBits?.Price(draw, sampled) ?? SampleMean(sampled ? draw.SampledDivergence : draw.Divergence);
    }

    /// <summary>[samples, batch] or [batch] to [batch].</summary>
    private static Tensor SampleMean(Tensor x) => x.Rank > 1 ? x.Mean(0) : x;
}
