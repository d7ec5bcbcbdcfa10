using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>y = x·Wᵀ + b. The weight W is [outputs, inputs], the bias [outputs].</summary>
public sealed class Linear : Layer
{
    /// <summary>A layer with first values uniform on ±1/√inputs, weight and bias alike (PyTorch's default), unless said otherwise.</summary>
    /// <param name="inputs">Length of x's last axis.</param>
    /// <param name="outputs">Length of y's last axis.</param>
    /// <param name="bias">Whether there is a b.</param>
    /// <param name="initializer">Of the weight.</param>
    /// <param name="biasInitializer">Of the bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive.</exception>
    public Linear(int inputs, int outputs, bool bias = true, Initializer? initializer = null, Initializer? biasInitializer = null)
    {
        (Inputs, Outputs, HasBias) = (Require.Positive(inputs, nameof(inputs)), Require.Positive(outputs, nameof(outputs)), bias);
        Register("weight", [outputs, inputs], initializer ?? new FanInUniform());
        if (bias) Register("bias", [outputs], biasInitializer ?? BoundedUniform.Within(1 / Math.Sqrt(inputs)));
    }

    /// <summary>Length of x's last axis.</summary>
    public int Inputs { get; }

    /// <summary>Length of y's last axis.</summary>
    public int Outputs { get; }

    /// <summary>Whether there is a bias.</summary>
    public bool HasBias { get; }

    /// <summary>W, [outputs, inputs].</summary>
    public Parameter Weight => GetParameter("weight");

    /// <summary>b, [outputs], or null.</summary>
    public Parameter? Bias => HasBias ? GetParameter("bias") : null;

    /// <inheritdoc/>
    public override bool ActsRowByRow => true;

    /// <summary>x·Wᵀ + b.</summary>
    /// <param name="x">[..., inputs].</param>
    /// <param name="noise">Not used.</param>
    /// <returns>[..., outputs].</returns>
    /// <exception cref="ArgumentException">x has another last axis.</exception>
    public override Tensor Forward(Tensor x, RandomStream? noise = null) => x.Linear(Weight, Bias);
}
