namespace Engine.Models;

/// <summary>What a <see cref="BayesianLayer"/> drew in one pass.</summary>
/// <param name="Weight">The weights, or for local reparameterization their variances.</param>
/// <param name="Bias">The same of the bias; null if there is none.</param>
/// <param name="Divergence">KL(q ‖ p) of all the layer's weights, one number; null if the pass does not count it.</param>
public sealed record LayerDraw(Tensor Weight, Tensor? Bias, Tensor? Divergence);
