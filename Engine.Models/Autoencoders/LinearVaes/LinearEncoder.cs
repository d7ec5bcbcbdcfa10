using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>
/// q(z|x) = N(V·x + c, diag s²): one dense layer for the mean, and deviations that are the same for every x, as the exact posterior of
/// a linear decoder with normal noise has them.
/// </summary>
public sealed class LinearEncoder : Module, IEncoder
{
    /// <summary>An encoder with deviations 1 at the start.</summary>
    /// <param name="features">Length of an observation.</param>
    /// <param name="latent">Dimensions of z.</param>
    public LinearEncoder(int features, int latent)
    {
        Register("mean", new Linear(features, latent));
        Register("logScale", [latent], new Zeros());
    }

    /// <summary>V and c.</summary>
    public Linear Mean => GetChild<Linear>("mean");

    /// <summary>ln s, [latent].</summary>
    public Parameter LogScale => GetParameter("logScale");

    /// <inheritdoc/>
    public Distribution Encode(Tensor x, RandomStream? noise = null) => new Normal(Mean.Forward(x, noise), LogScale.Exp(), validate: false);
}
