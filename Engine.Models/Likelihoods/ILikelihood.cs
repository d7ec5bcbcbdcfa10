namespace Engine.Models;

/// <summary>p(y|f): how a network's outputs f parametrise the distribution of what is observed.</summary>
public interface ILikelihood
{
    /// <summary>ln p(y|f) of each example, summed over everything but the examples.</summary>
    /// <param name="outputs">f, [batch, ...].</param>
    /// <param name="targets">y, as the likelihood says.</param>
    /// <returns>[batch], in nats.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    Tensor LogProb(Tensor outputs, Tensor targets);

    /// <summary>p(y|f) as a distribution of all examples.</summary>
    /// <param name="outputs">f, [batch, ...], also with axes of samples before it.</param>
    Distribution Of(Tensor outputs);
}
