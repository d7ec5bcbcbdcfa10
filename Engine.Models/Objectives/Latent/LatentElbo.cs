namespace Engine.Models;

/// <summary>
/// The evidence lower bound E_q[ln p(x|z)] − β·KL(q(z|x) ‖ p(z)) with the closed form of the divergence. Kingma &amp; Welling,
/// <i>Auto-Encoding Variational Bayes</i>, arXiv:1312.6114, eq. 7; β of Higgins et al., ICLR 2017.
/// </summary>
public sealed class LatentElbo : LatentObjective
{
    /// <summary>β by the step: a constant, a warm-up from 0 to 1, or cycles. Null for 1, where the bound is one of the evidence.</summary>
    public ISchedule? Beta { get; init; }

    /// <inheritdoc/>
    public override Tensor Bound(ILatentVariableModel model, Tensor x, RandomStream noise, long step = 0)
    {
        var pass = model.Pass(x, noise);
        return Beta is null ? pass.LogLikelihood - pass.Divergence : pass.LogLikelihood - pass.Divergence * Beta.At(step);
    }
}
