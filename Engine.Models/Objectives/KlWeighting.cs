namespace Engine.Models;

/// <summary>How the divergence of the weights, which counts once for the whole data set, is dealt out to the mini-batches of an epoch.</summary>
public enum KlWeighting
{
    /// <summary>To each example the same, 1/N: a mini-batch of n carries n/N, also a short last one.</summary>
    Uniform,

    /// <summary>
    /// To batch i = 1…M of the epoch 2^(M−i)/(2^M − 1): the first ones learn the prior, the later ones the data.
    /// Blundell et al., ICML 2015, §3.4.
    /// </summary>
    Blundell,
}
