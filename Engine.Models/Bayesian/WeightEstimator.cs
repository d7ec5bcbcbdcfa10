namespace Engine.Models;

/// <summary>How the expectation over a layer's weights is estimated from one sample.</summary>
public enum WeightEstimator
{
    /// <summary>One draw of the weights for the whole batch. Blundell et al., ICML 2015.</summary>
    WeightSampling,

    /// <summary>
    /// Activations drawn from the distribution that the weights give them, for each example its own: two products instead of
    /// one, and gradients of smaller variance. Kingma, Salimans &amp; Welling, NIPS 2015.
    /// </summary>
    LocalReparameterization,
}
