namespace Engine.Models;

/// <summary>Steps of size α·m̂/(√v̂ + ε), with running averages m of the gradient and v of its square, corrected for their start at 0.</summary>
/// <remarks>
/// Kingma and Ba, <i>Adam: a Method for Stochastic Optimization</i>, ICLR 2015, algorithm 1. Weight decay is an L2 penalty,
/// added to the gradient as PyTorch does; <see cref="AdamW"/> keeps it apart.
/// </remarks>
public class Adam : Optimizer
{
    private readonly double beta1, beta2, epsilon;

    /// <summary>An optimizer of whatever it is given gradients of.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="beta1">β₁: how much of m stays at each step, in [0, 1).</param>
    /// <param name="beta2">β₂: how much of v stays, in [0, 1).</param>
    /// <param name="epsilon">ε: keeps the division finite.</param>
    /// <param name="weightDecay">Times the parameter, added to its gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : this(null, learningRate, beta1, beta2, epsilon, weightDecay, 0) { }

    /// <summary>An optimizer of the given parameters; each step must have the gradients of exactly these.</summary>
    /// <inheritdoc cref="Adam(double, double, double, double, double)"/>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">α.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">Times the parameter, added to its gradient.</param>
    public Adam(IEnumerable<Tensor> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : this(parameters, learningRate, beta1, beta2, epsilon, weightDecay, 0) { }

    private protected Adam(IEnumerable<Tensor>? parameters, double learningRate, double beta1, double beta2, double epsilon, double penalty, double decay)
        : base(parameters, learningRate, "mean", "square")
    {
        this.beta1 = Require.Fraction(beta1, nameof(beta1));
        this.beta2 = Require.Fraction(beta2, nameof(beta2));
        this.epsilon = Require.NotNegative(epsilon, nameof(epsilon));
        Penalty = Require.NotNegative(penalty, "weightDecay");
        Decay = Require.NotNegative(decay, "weightDecay");
    }

    private double Penalty { get; }

    private double Decay { get; }

    /// <inheritdoc/>
    protected override void Update(Slot slot, Tensor gradient)
    {
        var step = LearningRate / (1 - Math.Pow(beta1, slot.Steps));
        var correction = Math.Sqrt(1 - Math.Pow(beta2, slot.Steps));
        slot.Run(new AdamRule(beta1, beta2, epsilon, Penalty, 1 - LearningRate * Decay, step, correction), gradient);
    }
}
