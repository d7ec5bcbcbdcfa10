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

    /// <summary>The gradient by the parameters of q(z|x); those other than the standard one are for models of one layer of latent variables.</summary>
    public IwaeEstimator Estimator { get; init; }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The model has several layers of latent variables, and the estimator is not the standard one.</exception>
    public override Tensor Bound(ILatentVariableModel model, Tensor x, RandomStream noise, long step = 0)
    {
        var gate = Estimator == IwaeEstimator.DoublyReparameterized ? new GradientGate() : null;
        var pass = model.Pass(x, noise, [Samples], gate is null ? null : gate.Lead);
        var weights = Counted(Estimator == IwaeEstimator.Standard ? pass.LogWeights : WithoutScore(pass));
        gate?.Open(weights.StopGradient().Softmax(0).Unsqueeze(-1));      // w̃ here and w̃ from the logarithm of the sum: w̃² in all
        return weights.LogSumExp(0) - Math.Log(Samples);
    }

    /// <summary>
    /// ln w, but −∞ (and no gradient) more than 60 nats below an observation's largest: e⁻⁶⁰ is lost in the sum, in double too.
    /// What such samples send back would be smaller still from layer to layer, and products of subnormal numbers are
    /// a hundred times slower on some processors.
    /// </summary>
    private static Tensor Counted(Tensor weights)
    {
        var least = weights.StopGradient().Max(0, keepDims: true) - 60;
        return Elementwise.Where(weights.Less(least), weights.Like(double.NegativeInfinity), weights);
    }

    /// <summary>ln w whose ln q depends on φ through z alone.</summary>
    /// <remarks>With several layers, q(z₂|z₁) depends on φ through z₁ as well, which constant parameters would cut off.</remarks>
    private Tensor WithoutScore(LatentPass pass) => pass.Draws.Count == 1
        ? pass.LogLikelihood + (pass.Draws[0].LogPrior - pass.Draws[0].LogProb(pass.Draws[0].Posterior.StopGradient()))
        : throw new NotSupportedException($"The estimator {Estimator} is for models of one layer of latent variables, not {pass.Draws.Count}. Use {nameof(IwaeEstimator.Standard)}.");
}
