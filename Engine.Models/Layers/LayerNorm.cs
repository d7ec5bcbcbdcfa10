using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>
/// y = (x − μ)/√(σ² + ε)·γ + β, with mean μ and variance σ² of the last axis. The weight γ starts at 1, the bias β at 0.
/// Ba et al., <i>Layer Normalization</i>, arXiv:1607.06450.
/// </summary>
public sealed class LayerNorm : Layer
{
    /// <summary>A layer for inputs [..., features].</summary>
    /// <param name="features">Length of the last axis.</param>
    /// <param name="epsilon">ε: keeps the division finite when all features are equal.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is not positive.</exception>
    public LayerNorm(int features, double epsilon = 1e-5)
    {
        (Features, Epsilon) = (Require.Positive(features, nameof(features)), Require.Positive(epsilon, nameof(epsilon)));
        Register("weight", [features], new Ones());
        Register("bias", [features], new Zeros());
    }

    /// <summary>Length of the last axis.</summary>
    public int Features { get; }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>γ, [features].</summary>
    public Parameter Weight => GetParameter("weight");

    /// <summary>β, [features].</summary>
    public Parameter Bias => GetParameter("bias");

    /// <inheritdoc/>
    public override bool ActsRowByRow => true;

    /// <summary>x normalised along its last axis, scaled and shifted.</summary>
    /// <param name="x">[..., features].</param>
    /// <param name="noise">Not used.</param>
    /// <returns>A tensor of x's shape.</returns>
    /// <exception cref="ArgumentException">x has another last axis.</exception>
    public override Tensor Forward(Tensor x, RandomStream? noise = null)
    {
        if (x.Rank == 0 || x.Shape[-1] != Features) throw new ArgumentException($"{this} needs inputs [..., {Features}], not {x.Shape}.", nameof(x));
        return x.LayerNorm(Weight, Bias, Epsilon);
    }
}
