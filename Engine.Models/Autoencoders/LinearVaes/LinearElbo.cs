namespace Engine.Models;

/// <summary>
/// The bound of a linear VAE without sampling: with x̃ = W·z + b linear in z ~ N(μ, diag s²),
/// E ln N(x; x̃, σ²) = ln N(x; W·μ + b, σ²) − Σ (wᵢⱼ·sⱼ)²/2σᵢ². Lucas et al., <i>Don't Blame the ELBO!</i>, NeurIPS 2019, eq. 7 to 9.
/// </summary>
/// <remarks>What <see cref="LatentElbo"/> estimates, exactly: training follows a gradient that has no noise of z.</remarks>
public sealed class LinearElbo : LatentObjective
{
    /// <summary>β by the step; null for 1.</summary>
    public ISchedule? Beta { get; init; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The model is no <see cref="Vae"/> of linear halves.</exception>
    public override Tensor Bound(ILatentVariableModel model, Tensor x, RandomStream noise, long step = 0)
    {
        var (encoder, mean, decoder) = LinearHalves.Of(model);
        var posterior = (Normal)encoder.Encode(x);
        var likelihood = (Normal)decoder.Likelihood(posterior.Mean, x);
        var spread = (mean.Weight * posterior.Scale).Square().Sum(-1);                  // of x̃ around its mean, [features]
        var expected = likelihood.LogProb(x, -1) - 0.5 * (spread / likelihood.Scale.Square()).Sum();
        var divergence = Kl.Divergence(posterior, StandardNormal.Like(posterior)).Sum(-1);
        return Beta is null ? expected - divergence : expected - divergence * Beta.At(step);
    }
}
