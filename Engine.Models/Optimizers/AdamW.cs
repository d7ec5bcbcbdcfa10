namespace Engine.Models;

/// <summary>Adam with decoupled weight decay: each step first shrinks the parameter by the factor 1 − α·λ, whatever its gradient.</summary>
/// <remarks>Loshchilov and Hutter, <i>Decoupled Weight Decay Regularization</i>, ICLR 2019, algorithm 2, with λ times α as in PyTorch.</remarks>
public sealed class AdamW : Adam
{
    /// <summary>An optimizer of whatever it is given gradients of.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="beta1">β₁: how much of m stays at each step, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of v stays, in [0, 1).</param>
    /// <param name="epsilon">ε: keeps the division finite.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AdamW(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
        : base(null, learningRate, beta1, beta2, epsilon, 0, weightDecay) { }

    /// <summary>An optimizer of the given parameters; each step must have the gradients of exactly these.</summary>
    /// <inheritdoc cref="AdamW(double, double, double, double, double)"/>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">α.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    public AdamW(IEnumerable<Tensor> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
        : base(parameters, learningRate, beta1, beta2, epsilon, 0, weightDecay) { }
}
