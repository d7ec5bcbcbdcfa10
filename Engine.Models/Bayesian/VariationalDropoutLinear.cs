using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>
/// y = x·Wᵀ + b with W = θ + σ·ε, each weight with noise of its own size: dropout whose rates α = σ²/θ² are learnt. Weights whose α grows large are
/// noise and can go. Kingma, Salimans &amp; Welling, <i>Variational Dropout and the Local Reparameterization Trick</i>, NIPS 2015; Molchanov, Ashukha &amp; Vetrov,
/// <i>Variational Dropout Sparsifies Deep Neural Networks</i>, ICML 2017, arXiv:1701.05369.
/// </summary>
/// <remarks>
/// The parameters are θ and ln σ² (the additive form, which keeps the gradient of θ free of the noise of large α). The prior is uniform in ln|w|,
/// which is no distribution: the divergence is known but for a constant, chosen so that it is 0 for α = ∞, and the objective is no bound of the evidence.
/// The bias has no noise. Passes that count the divergence draw activations, other passes weights.
/// </remarks>
public sealed class VariationalDropoutLinear : BayesianLayer
{
    /// <summary>ln α from which a weight counts as dropped: noise of 4.5 times its size, a dropout rate of 0.95. Molchanov et al., §5.</summary>
    public const double DroppedLogAlpha = 3;

    /// <summary>Added to θ², so that ln α is finite and has a gradient where a weight is 0.</summary>
    private const double SquareFloor = 1e-16;

    /// <summary>A layer that starts as <see cref="Linear"/> does, with equal noise on all weights.</summary>
    /// <param name="inputs">Length of x's last axis.</param>
    /// <param name="outputs">Length of y's last axis.</param>
    /// <param name="bias">Whether there is a b.</param>
    /// <param name="initializer">Of θ.</param>
    /// <param name="initialDeviation">σ of every weight at the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive, or the deviation is not from 1e-36 to 1e18.</exception>
    public VariationalDropoutLinear(int inputs, int outputs, bool bias = true, Initializer? initializer = null, double initialDeviation = 0.01)
    {
        (Inputs, Outputs, HasBias) = (Require.Positive(inputs, nameof(inputs)), Require.Positive(outputs, nameof(outputs)), bias);
        Register("weight", [outputs, inputs], initializer ?? new FanInUniform());
        Register("logVariance", [outputs, inputs], new Constant(2 * Math.Log(Require.PosteriorDeviation(initialDeviation, nameof(initialDeviation)))));
        if (bias) Register("bias", [outputs], BoundedUniform.Within(1 / Math.Sqrt(inputs)));
    }

    /// <summary>Length of x's last axis.</summary>
    public int Inputs { get; }

    /// <summary>Length of y's last axis.</summary>
    public int Outputs { get; }

    /// <summary>Whether there is a bias.</summary>
    public bool HasBias { get; }

    /// <summary>θ, [outputs, inputs].</summary>
    public Parameter Weight => GetParameter("weight");

    /// <summary>ln σ², [outputs, inputs].</summary>
    public Parameter LogVariance => GetParameter("logVariance");

    /// <summary>b, [outputs], or null.</summary>
    public Parameter? Bias => HasBias ? GetParameter("bias") : null;

    /// <summary>ln α = ln σ² − ln θ², [outputs, inputs].</summary>
    public Tensor LogAlpha => LogVariance - (Weight.Square() + SquareFloor).Log();

    /// <summary>1 for each weight that is kept, 0 for one whose ln α is at least a threshold: [outputs, inputs].</summary>
    /// <param name="threshold">The threshold.</param>
    public Tensor Mask(double threshold = DroppedLogAlpha) => LogAlpha.Less(threshold);

    /// <summary>Share of the weights that are dropped, from 0 to 1.</summary>
    /// <param name="threshold">See <see cref="Mask"/>.</param>
    public double Sparsity(double threshold = DroppedLogAlpha)
    {
        using var scope = new Scope();
        return 1 - Mask(threshold).Mean().Item();
    }

    /// <summary>A plain layer with θ where weights are kept and 0 elsewhere.</summary>
    /// <param name="threshold">See <see cref="Mask"/>.</param>
    public Linear Pruned(double threshold = DroppedLogAlpha)
    {
        var linear = new Linear(Inputs, Outputs, HasBias).To(Device);
        using var scope = new Scope();
        linear.Weight.CopyFrom((Weight * Mask(threshold)).StopGradient());
        linear.Bias?.CopyFrom(Bias!);
        return linear;
    }

    /// <summary>Σ ½ ln(1 + 1/α) + k₁ − k₁·sigmoid(k₂ + k₃ ln α): Molchanov et al., eq. 14, within 0.01 of the divergence of every weight.</summary>
    internal static Tensor Divergence(Tensor logAlpha)
    {
        const double k1 = 0.63576, k2 = 1.87320, k3 = 1.48695;
        return ((-logAlpha).Softplus() * 0.5 + (-(logAlpha * k3 + k2)).Sigmoid() * k1).Sum();
    }

    /// <inheritdoc/>
    protected internal override LayerDraw Draw(BayesianPass pass)
    {
        var variance = LogVariance.Exp();
        return pass.CountsDivergence ? new(variance, null, Divergence(LogAlpha)) : new(pass.SampleByVariance(Weight, variance), null, null);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x, LayerDraw draw, BayesianPass pass) => pass.CountsDivergence
        ? pass.SampleByVariance(ForwardMean(x), x.Square().Linear(draw.Weight))
        : x.Linear(draw.Weight, Bias);

    /// <inheritdoc/>
    protected override Tensor ForwardMean(Tensor x) => x.Linear(Weight, Bias);

    /// <inheritdoc/>
    protected override void CheckInput(Tensor x)
    {
        if (x.Rank == 0 || x.Shape[-1] != Inputs) throw new ArgumentException($"{this} needs inputs [..., {Inputs}], not {x.Shape}.", nameof(x));
    }
}
