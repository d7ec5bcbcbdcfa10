namespace Engine.Models;

/// <summary>What a <see cref="Trainer"/> makes small for a network, in terms that can be told apart when something goes wrong.</summary>
public interface IObjective : ICountsOnce
{
    /// <summary>The loss of a batch: one number, averaged over its examples.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="batch">Examples on the network's device.</param>
    /// <param name="noise">Randomness for weights and stochastic layers.</param>
    Tensor Loss(Layer network, Batch batch, RandomStream noise);

    /// <summary>The terms of the loss of a batch, one by one, with those named that are no usable numbers.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="noise">Where the stream stood when the loss was computed.</param>
    string Explain(Layer network, Batch batch, RandomStream noise);
}
