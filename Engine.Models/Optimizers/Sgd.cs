namespace Engine.Models;

/// <summary>Gradient descent: θ ← θ − α·b with the velocity b ← μ·b + g, which is the gradient g itself without momentum μ.</summary>
/// <remarks>
/// Nesterov's variant steps by g + μ·b: Sutskever et al., <i>On the Importance of Initialization and Momentum in Deep
/// Learning</i>, ICML 2013, in the form that PyTorch uses. Weight decay is an L2 penalty, added to the gradient.
/// </remarks>
public sealed class Sgd : Optimizer
{
    private readonly double momentum, weightDecay;
    private readonly bool nesterov;

    /// <summary>An optimizer of whatever it is given gradients of.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="momentum">μ: how much of the velocity stays at each step, in [0, 1).</param>
    /// <param name="nesterov">Look ahead along the velocity.</param>
    /// <param name="weightDecay">Times the parameter, added to its gradient.</param>
    /// <exception cref="ArgumentException">Nesterov's variant was asked for without momentum.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Sgd(double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : this(learningRate, momentum, nesterov, weightDecay, null) { }

    /// <summary>An optimizer of the given parameters; each step must have the gradients of exactly these.</summary>
    /// <inheritdoc cref="Sgd(double, double, bool, double)"/>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">α.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="nesterov">Look ahead along the velocity.</param>
    /// <param name="weightDecay">Times the parameter, added to its gradient.</param>
    public Sgd(IEnumerable<Tensor> parameters, double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : this(learningRate, momentum, nesterov, weightDecay, parameters) { }

    private Sgd(double learningRate, double momentum, bool nesterov, double weightDecay, IEnumerable<Tensor>? parameters)
        : base(parameters, learningRate, momentum == 0 ? [] : ["momentum"])
    {
        this.momentum = Require.Fraction(momentum, nameof(momentum));
        this.weightDecay = Require.NotNegative(weightDecay, nameof(weightDecay));
        if (nesterov && momentum == 0) throw new ArgumentException("Nesterov's variant needs a momentum above 0.", nameof(nesterov));
        this.nesterov = nesterov;
    }

    /// <inheritdoc/>
    protected override void Update(Slot slot, Tensor gradient)
    {
        var (byGradient, byVelocity) = nesterov ? (LearningRate, LearningRate * momentum) : (0, LearningRate);
        slot.Run(new SgdRule(momentum, weightDecay, byGradient, byVelocity), gradient);
    }
}
