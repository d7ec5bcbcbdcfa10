namespace Engine.Models;

/// <summary>
/// A network that predicts the cost from what the draw is conditioned on, such as the picture whose latent variables are drawn.
/// Mnih and Gregor, <i>Neural Variational Inference and Learning</i>, arXiv:1402.0030, §2.3.
/// </summary>
/// <remarks>Its parameters get the gradient of the mean squared error: give them to the optimizer beside those of q, and share none with q.</remarks>
/// <param name="network">Gives one number for each cost of a sample; run without noise.</param>
/// <param name="input">What it predicts from; not anything drawn from q. No gradient flows to it.</param>
public sealed class LearnedBaseline(Layer network, Tensor input) : Baseline
{
    /// <inheritdoc/>
    public override bool IsTrained => true;

    /// <summary>The network's prediction, the same for all samples.</summary>
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The network gives another count of numbers.</exception>
    public override Tensor Of(Tensor costs)
    {
        var parts = Shape.Create(costs.Shape.AsSpan()[1..]);
        var predicted = network.Forward(input.StopGradient());
        return predicted.Elements == parts.Elements ? predicted.Reshape(parts)
            : throw new ArgumentException($"{network} gave shape {predicted.Shape} for costs of shape {costs.Shape}; expected {parts.Elements} numbers, one for each cost of a sample.", nameof(costs));
    }
}
