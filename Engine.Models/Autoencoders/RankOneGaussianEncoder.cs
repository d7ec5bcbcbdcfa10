namespace Engine.Models;

/// <summary>
/// q(z|x) = N(μ(x), diag(d(x)) + u(x)·u(x)ᵀ): one direction along which the latent variables vary together, at the
/// price of one number more for each of them and no cubic cost. Rezende, Mohamed &amp; Wierstra, arXiv:1401.4082, section 4.3.
/// </summary>
/// <remarks>
/// The paper gives the precision this form and draws from its inverse. Here the covariance has it: that is the low-rank normal,
/// whose sample, density and divergence are there. It can lengthen one direction where the paper's can shorten one;
/// in two dimensions both are every covariance.
/// </remarks>
public sealed class RankOneGaussianEncoder : NormalEncoder
{
    /// <summary>One hidden layer of softplus units.</summary>
    /// <param name="features">Length of an observation.</param>
    /// <param name="hidden">Units of the hidden layer.</param>
    /// <param name="latent">Dimensions of z.</param>
    public RankOneGaussianEncoder(int features, int hidden, int latent) : this(OneLayer(features, hidden), hidden, latent) { }

    /// <summary>Any layers in front of the three heads.</summary>
    /// <param name="body">[batch, features] to [batch, hidden].</param>
    /// <param name="hidden">Length of what the body gives.</param>
    /// <param name="latent">Dimensions of z.</param>
    public RankOneGaussianEncoder(Layer body, int hidden, int latent) : base(body, hidden, latent)
    {
        Register("logScale", new Linear(hidden, latent));       // ½ ln d
        Register("direction", new Linear(hidden, latent));      // u; not from 0, where the divergence has no slope
    }

    /// <summary>Of vectors, [batch] of [latent].</summary>
    private protected override Distribution Posterior(Tensor mean, Tensor hidden) =>
        new LowRankNormal(mean, Head("direction", hidden).Unsqueeze(-1), (Head("logScale", hidden) * 2).Exp(), validate: false);
}
