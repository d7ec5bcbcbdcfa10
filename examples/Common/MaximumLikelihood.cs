using Engine;
using Engine.Models;

namespace Examples;

/// <summary>The most probable weights for the training data, and nothing that they cost: −mean ln p(y|x, w).</summary>
/// <param name="trainingSize">Examples in the whole data set.</param>
public sealed class MaximumLikelihood(int trainingSize) : IObjective
{
    private readonly CategoricalLikelihood likelihood = new();

    /// <inheritdoc/>
    public Tensor Loss(Layer network, Batch batch, RandomStream noise) => -likelihood.LogProb(network.Forward(batch.Images, noise), batch.Labels).Mean();

    /// <inheritdoc/>
    public void CheckFits(int dataCount, bool dropLast)
    {
        if (dataCount != trainingSize) throw new ArgumentException($"The objective is for {trainingSize} examples, not {dataCount}.", nameof(dataCount));
    }

    /// <inheritdoc/>
    public double Share(Batch batch) => (double)batch.Images.Shape[0] / trainingSize;

    /// <inheritdoc/>
    public string Explain(Layer network, Batch batch, RandomStream noise) => "there is one only, the log-likelihood";
}
