namespace Engine.Models;

/// <summary>Which gradient an importance-weighted bound has by the parameters of q(z|x); its value and its gradient by those of p are the same.</summary>
public enum IwaeEstimator
{
    /// <summary>The bound's own, by the reparameterized sample: unbiased. Its signal is lost in noise as k grows.</summary>
    Standard,

    /// <summary>
    /// Sticking the landing: without the score ∂ ln q/∂φ at a fixed z, whose mean is 0 for k = 1. No noise at all where q is the exact
    /// posterior; for k &gt; 1 biased. Roeder, Wu &amp; Duvenaud, arXiv:1703.09194.
    /// </summary>
    StickingTheLanding,

    /// <summary>
    /// Doubly reparameterized: the score is replaced by what it equals on average, so that wᵢ²/(Σw)² weighs each sample's path. Unbiased,
    /// and a signal that grows with k. Tucker et al., arXiv:1810.04152, eq. 8.
    /// </summary>
    DoublyReparameterized,
}
