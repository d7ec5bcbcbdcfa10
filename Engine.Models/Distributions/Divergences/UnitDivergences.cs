using Engine.Operations;

namespace Engine.Models;

/// <summary>KL(q‖p) of densities on [0, 1].</summary>
internal static class UnitDivergences
{
    /// <summary>
    /// (l_q − l_p)·A′(l_q) − A(l_q) + A(l_p), as for every exponential family; with x for 1 − x where l_q &gt; 0, so that a large l_q cancels nothing.
    /// </summary>
    public static Tensor ContinuousBernoullis(ContinuousBernoulli q, ContinuousBernoulli p)
    {
        var sign = 1 - q.Logits.StopGradient().Greater(0) * 2;
        var (a, b) = (q.Logits * sign, p.Logits * sign);
        return (a - b) * a.Map<SlopeOf<ContinuousBernoulliLogPartition>>() - a.Map<ContinuousBernoulliLogPartition>() + b.Map<ContinuousBernoulliLogPartition>();
    }
}
