namespace Engine.Models;

/// <summary>The condition is the class of an example: y has a 1 at its label, x is the whole observation.</summary>
/// <param name="classes">How many there are.</param>
/// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
public sealed class LabelCondition(int classes) : ICondition
{
    /// <summary>How many classes there are.</summary>
    public int Length { get; } = Require.Positive(classes, nameof(classes));

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A label is none of the classes'.</exception>
    public (Tensor X, Tensor Y) Split(Batch batch) => batch.Labels.Elements == batch.Images.Shape[0]
        ? (batch.Images, batch.Labels.OneHot(Length))
        : throw new ArgumentException($"The batch has images of shape {batch.Images.Shape} and labels of shape {batch.Labels.Shape}: a condition on labels needs one for each image.", nameof(batch));
}
