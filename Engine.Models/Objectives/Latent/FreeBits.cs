namespace Engine.Models;

/// <summary>
/// A divergence that costs nothing extra below λ: Σ max(λ, KLⱼ averaged over the batch) over groups j of latent variables. So a group
/// gains nothing by becoming equal to the prior, and stays in use. Kingma et al., <i>Improved Variational Inference with Inverse
/// Autoregressive Flow</i>, arXiv:1606.04934, appendix C.8, eq. 15.
/// </summary>
/// <param name="nats">λ, at least 0, of each group.</param>
/// <param name="groupSize">
/// Neighbouring latent variables in a group: 1 for each by itself. Null for all of a layer, which a posterior whose variables
/// depend on one another needs.
/// </param>
/// <exception cref="ArgumentOutOfRangeException">A number is below its least.</exception>
public sealed class FreeBits(double nats, int? groupSize = 1)
{
    /// <summary>λ of each group.</summary>
    public double Nats { get; } = Require.NotNegative(nats, nameof(nats));

    /// <summary>Latent variables in a group; null for all of a layer.</summary>
    public int? GroupSize { get; } = groupSize is { } size ? Require.Positive(size, nameof(groupSize)) : null;

    /// <summary>One number for the whole batch.</summary>
    /// <exception cref="ArgumentException">The groups do not divide the latent variables.</exception>
    internal Tensor Price(LatentDraw draw, bool sampled)
    {
        if (GroupSize is not { } size) return AtLeast((sampled ? draw.SampledDivergence : draw.Divergence).Mean());
        var each = sampled ? draw.SampledDivergencePerDimension : draw.DivergencePerDimension;
        var latent = each.Shape[-1];
        if (latent % size != 0) throw new ArgumentException($"{latent} latent variables cannot be divided into groups of {size} for free bits.");
        return AtLeast(each.Reshape(-1, latent).Mean(0).Reshape(-1, size).Sum(-1)).Sum();
    }

    private Tensor AtLeast(Tensor divergence) => divergence.Maximum(divergence.Like(Nats));
}
