using Engine.Models.Initialization;

namespace Engine.Models;

/// <summary>
/// y = x·Wᵀ + b with one normal for all of W and b: the posterior knows how the weights depend on each other, which independent normals
/// leave out and pay for with deviations that are too small. For small layers.
/// </summary>
/// <remarks>Any prior of <see cref="BayesianLinear"/>'s. One draw of the weights for a whole batch.</remarks>
public sealed class CorrelatedLinear : BayesianLayer
{
    /// <summary>The most weights with a covariance of any form: n(n + 1)/2 numbers describe it, and a draw costs n².</summary>
    public const int MostWeights = 2048;

    /// <summary>The most numbers in a covariance of low rank, and its highest rank: a draw costs n·r, its divergence n·r² + r³.</summary>
    public const int MostNumbers = 1 << 24, HighestRank = 256;

    /// <summary>A layer whose means start uniform on ±1/√(terms of an output), and whose weights start almost independent with equal deviations.</summary>
    /// <param name="inputs">Length of x's last axis.</param>
    /// <param name="outputs">Length of y's last axis.</param>
    /// <param name="rank">r of a covariance diag(d) + W·Wᵀ, W [n, r]; null for one of any form.</param>
    /// <param name="prior">Of weights and bias; N(0, 1) unless given.</param>
    /// <param name="bias">Whether there is a b.</param>
    /// <param name="initializer">Of the means, [outputs, inputs + 1]: the bias is the last column.</param>
    /// <param name="initialDeviation">σ of every weight at the start.</param>
    /// <exception cref="ArgumentException">There are too many weights, or the prior does not fit them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length or rank is not positive, or the deviation is not from 1e-36 to 1e18.</exception>
    public CorrelatedLinear(int inputs, int outputs, int? rank = null, Prior? prior = null, bool bias = true, Initializer? initializer = null, double initialDeviation = 0.02)
    {
        (Inputs, Outputs, HasBias) = (Require.Positive(inputs, nameof(inputs)), Require.Positive(outputs, nameof(outputs)), bias);
        Require.PosteriorDeviation(initialDeviation, nameof(initialDeviation));
        CheckSize(outputs * (inputs + (bias ? 1L : 0)), rank);
        prior ??= new NormalPrior();
        initializer ??= new FanInUniform();
        Shape shape = [outputs, inputs + (bias ? 1 : 0)];
        Register<JointPosterior>("weights", rank is { } r ? new LowRankNormalPosterior(shape, prior, initializer, initialDeviation, r) : new FullNormalPosterior(shape, prior, initializer, initialDeviation));
    }

    /// <summary>Length of x's last axis.</summary>
    public int Inputs { get; }

    /// <summary>Length of y's last axis.</summary>
    public int Outputs { get; }

    /// <summary>Whether there is a bias.</summary>
    public bool HasBias { get; }

    /// <summary>q(W, b), its mean [outputs, inputs + 1]: a row has the weights of an output and then its bias.</summary>
    public JointPosterior Weights => GetChild<JointPosterior>("weights");

    /// <inheritdoc/>
    protected internal override LayerDraw Draw(BayesianPass pass)
    {
        var (weights, divergence) = Weights.Sample(pass);
        return new(weights, null, divergence);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x, LayerDraw draw, BayesianPass pass) => Of(x, draw.Weight);

    /// <inheritdoc/>
    protected override Tensor ForwardMean(Tensor x) => Of(x, Weights.Mean);

    /// <inheritdoc/>
    protected override void CheckInput(Tensor x)
    {
        if (x.Rank == 0 || x.Shape[-1] != Inputs) throw new ArgumentException($"{this} needs inputs [..., {Inputs}], not {x.Shape}.", nameof(x));
    }

    private Tensor Of(Tensor x, Tensor weights) =>
        HasBias ? x.Linear(weights.Slice(1, 0, Inputs), weights.Slice(1, Inputs, 1).Reshape([Outputs])) : x.Linear(weights);

    private static void CheckSize(long weights, int? rank)
    {
        if (rank is not { } r)
        {
            if (weights > MostWeights) throw new ArgumentException($"A covariance of {weights} weights has {weights * (weights + 1) / 2} numbers; at most {MostWeights} weights may have one. Give a rank, such as rank: 8, or use BayesianLinear, whose weights are independent.", nameof(weights));
            return;
        }
        if (r < 1 || r > HighestRank || r > weights) throw new ArgumentOutOfRangeException(nameof(rank), r, $"rank is {r}; expected from 1 to {Math.Min(weights, HighestRank)} for {weights} weights.");
        if (weights * (r + 2) > MostNumbers) throw new ArgumentException($"A covariance of rank {r} of {weights} weights has {weights * (r + 2)} numbers; at most {MostNumbers} are allowed. Give a lower rank, or use BayesianLinear.", nameof(rank));
    }
}
