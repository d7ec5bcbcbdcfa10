namespace Engine.Models;

/// <summary>How principal components are computed.</summary>
public enum PcaSolver
{
    /// <summary>By shape: <see cref="Covariance"/> if there are at least as many examples as features, else <see cref="Svd"/>.</summary>
    Auto,

    /// <summary>Eigenvectors of the covariance, of which features² numbers are held.</summary>
    Covariance,

    /// <summary>Singular vectors of the centred data: no squares of small singular values. Time grows with examples²·features.</summary>
    Svd,

    /// <summary>
    /// The leading ones only, from the data's product with a few random vectors: for many features. Halko, Martinsson &amp; Tropp,
    /// <i>Finding Structure with Randomness</i>, SIAM Review 53 (2011), algorithm 4.4.
    /// </summary>
    Randomized,
}
