namespace Engine.Models;

/// <summary>
/// One way of observations through a model p(x, z) and its inference q(z|x): what was drawn, and how likely it makes x. All
/// objectives are made of it.
/// </summary>
public sealed class LatentPass
{
    /// <param name="draws">The layers of latent variables in the order of their draws: of several, the one next to x first.</param>
    /// <param name="likelihood">p(x|z), of numbers of shape [samples..., batch, features].</param>
    /// <param name="x">Observations, [batch, features].</param>
    /// <exception cref="ArgumentException">The likelihood is of another shape: one that merely broadcasts would count an observation's element more than once.</exception>
    public LatentPass(IReadOnlyList<LatentDraw> draws, Distribution likelihood, Tensor x)
    {
        var samples = draws[^1].Z.Rank - x.Rank;
        var expected = Shape.Create([.. draws[^1].Z.Shape.AsSpan()[..Math.Max(0, samples)], .. x.Shape]);
        if (likelihood.Shape != expected) throw new ArgumentException($"x has shape {x.Shape}, but the decoder gives a {likelihood}; expected it of shape {expected}.", nameof(x));
        (Draws, Likelihood, X) = (draws, likelihood, x);
    }

    /// <summary>The layers of latent variables in the order of their draws.</summary>
    public IReadOnlyList<LatentDraw> Draws { get; }

    /// <summary>p(x|z), of shape [samples..., batch, features].</summary>
    public Distribution Likelihood { get; }

    /// <summary>The observations, [batch, features].</summary>
    public Tensor X { get; }

    /// <summary>ln p(x|z), [samples..., batch].</summary>
    public Tensor LogLikelihood => Likelihood.LogProb(X, -1);

    /// <summary>The divergence of all layers in closed form, [..., batch].</summary>
    /// <exception cref="NotSupportedException">There is no formula for a layer's pair of distributions, or a prior was made from the sample.</exception>
    public Tensor Divergence => Draws.Select(draw => draw.Divergence).Aggregate((sum, next) => sum + next);

    /// <summary>ln w = ln p(x, z) − ln q(z|x), [samples..., batch]: its mean estimates the bound, the mean of w is p(x).</summary>
    public Tensor LogWeights => Draws.Aggregate(LogLikelihood, (sum, draw) => sum + (draw.LogPrior - draw.LogPosterior));
}
