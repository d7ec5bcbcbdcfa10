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

    /// <summary>
    /// One draw of the weights, whose distance from the mean is turned by random signs for each example, so that the examples of a
    /// batch are nearly independent: two products, for any kind of layer. Wen et al., <i>Flipout</i>, ICLR 2018.
    /// </summary>
    Flipout,
}
