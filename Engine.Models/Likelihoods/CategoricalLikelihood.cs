namespace Engine.Models;

/// <summary>A classifier's: the outputs are logits of the classes, p(y|f) = softmax(f)ᵧ.</summary>
public sealed class CategoricalLikelihood : ILikelihood
{
    /// <inheritdoc/>
    /// <param name="outputs">Logits, [batch, classes].</param>
    /// <param name="targets">The right classes as whole numbers, [batch].</param>
    public Tensor LogProb(Tensor outputs, Tensor targets) => -Loss.CrossEntropy(outputs, targets, Reduction.None);

    /// <inheritdoc/>
    public Distribution Of(Tensor outputs) => Categorical.FromLogits(outputs);
}
