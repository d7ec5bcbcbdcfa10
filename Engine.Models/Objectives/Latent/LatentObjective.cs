namespace Engine.Models;

/// <summary>A lower bound of ln p(x) for models with latent variables of each observation's own, and the gradient that training follows.</summary>
public abstract class LatentObjective
{
    /// <summary>The bound of each observation, estimated from samples.</summary>
    /// <param name="model">p(x, z) and q(z|x).</param>
    /// <param name="x">Observations, [batch, features].</param>
    /// <param name="noise">Where the samples of z come from.</param>
    /// <param name="step">Steps of training before this one, for what is annealed.</param>
    /// <returns>[batch], in nats.</returns>
    public abstract Tensor Bound(ILatentVariableModel model, Tensor x, RandomStream noise, long step = 0);
}
