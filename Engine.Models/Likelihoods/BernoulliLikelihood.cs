using Engine.Operations;

namespace Engine.Models;

/// <summary>Independent yes-or-no observations: the outputs are their logits, p(y = 1|f) = σ(f).</summary>
/// <param name="allowGrey">Accept targets between 0 and 1, such as grey pixels; see <see cref="Bernoulli.FromLogits(Tensor, bool, bool)"/>.</param>
/// <param name="validate">Whether targets are checked, which reads them back from their device at every step.</param>
public sealed class BernoulliLikelihood(bool allowGrey = false, bool validate = true) : ILikelihood
{
    /// <summary>Whether targets between 0 and 1 are accepted.</summary>
    public bool AllowsGrey { get; } = allowGrey;

    /// <summary>Whether targets are checked.</summary>
    public bool Validates { get; } = validate;

    /// <inheritdoc/>
    /// <param name="outputs">Logits, [batch, ...].</param>
    /// <param name="targets">0 or 1, of the same shape.</param>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither 0 nor 1, nor grey where that is accepted.</exception>
    public Tensor LogProb(Tensor outputs, Tensor targets)
    {
        OutputAxes.Check(outputs, targets, outputs.Shape);
        if (Validates) Bernoulli.FromLogits(outputs, AllowsGrey, validate: false).Support.Check(nameof(targets), targets);
        return outputs.ZipSum<BernoulliLogProb>(targets, OutputAxes.Of(outputs));
    }

    /// <inheritdoc/>
    public Distribution Of(Tensor outputs) => Bernoulli.FromLogits(outputs, AllowsGrey, Validates);
}
