namespace Engine.Models;

/// <summary>
/// p(x|z) = Π softmax(lᵢ(z)) at xᵢ: each feature is one of some levels, 0, 1, …, which need have no order, such as classes, or grey values of
/// few bits. van den Oord et al., <i>Pixel Recurrent Neural Networks</i>, arXiv:1601.06759, sec. 3.3.
/// </summary>
public sealed class CategoricalDecoder : Module, IDecoder
{
    /// <summary>One hidden layer of softplus units.</summary>
    /// <param name="latent">Dimensions of z.</param>
    /// <param name="hidden">Units of the hidden layer.</param>
    /// <param name="features">Length of an observation.</param>
    /// <param name="levels">What a feature may be: 0 to levels − 1.</param>
    public CategoricalDecoder(int latent, int hidden, int features, int levels)
        : this(new Sequential(new Linear(latent, hidden), new Softplus(), new Linear(hidden, features * Require.Positive(levels, nameof(levels)))), levels) { }

    /// <summary>Any network that gives logits.</summary>
    /// <param name="logits">[..., latent] to [..., features·levels], feature by feature.</param>
    /// <param name="levels">What a feature may be: 0 to levels − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no levels.</exception>
    public CategoricalDecoder(Layer logits, int levels)
    {
        Levels = Require.Positive(levels, nameof(levels));
        Register("logits", logits);
    }

    /// <summary>What a feature may be: 0 to levels − 1.</summary>
    public int Levels { get; }

    /// <inheritdoc/>
    public Constraint Observations => Constraint.WholeBelow(Levels);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The network's outputs are not a whole number of features.</exception>
    public Distribution Decode(Tensor z, RandomStream? noise = null)
    {
        var outputs = GetChild<Layer>("logits").Forward(z, noise);
        if (outputs.Shape[-1] % Levels != 0) throw new ArgumentException($"The network of {this} gives {outputs.Shape}; expected [..., features·{Levels}].", nameof(z));
        return Categorical.FromLogits(outputs.Reshape([.. outputs.Shape.AsSpan()[..^1], outputs.Shape[-1] / Levels, Levels]), validate: false);
    }
}
