namespace Engine.Models;

/// <summary>
/// The importance-weighted bound E ln (1/k)·Σ wᵢ with wᵢ = p(x, zᵢ)/q(zᵢ|x): it rises with k from the evidence lower bound to ln p(x).
/// Burda, Grosse &amp; Salakhutdinov, <i>Importance Weighted Autoencoders</i>, arXiv:1509.00519, eq. 8.
/// </summary>
/// <param name="samples">k, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">k is below 1.</exception>
public sealed class Iwae(int samples) : LatentObjective
{
    /// <summary>k.</summary>
    public int Samples { get; } = Require.Positive(samples, nameof(samples));

    /// <inheritdoc/>
    public override Tensor Bound(ILatentVariableModel model, Tensor x, RandomStream noise, long step = 0) =>
        model.Pass(x, noise, [Samples]).LogWeights.LogSumExp(0) - Math.Log(Samples);
}
