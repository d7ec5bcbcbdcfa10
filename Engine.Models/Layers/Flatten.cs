namespace Engine.Models;

/// <summary>All axes from one on as a single axis: a batch of images [batch, height, width] becomes a matrix [batch, height·width].</summary>
/// <param name="startAxis">The first axis to join; 1 keeps the batch.</param>
public sealed class Flatten(int startAxis = 1) : Layer
{
    /// <inheritdoc/>
    public override bool ActsRowByRow => startAxis > 0;

    /// <summary>x in another shape; memory is shared.</summary>
    /// <param name="x">A tensor with the first axis to join.</param>
    /// <param name="noise">Not used.</param>
    public override Tensor Forward(Tensor x, RandomStream? noise = null) => x.Flatten(startAxis);
}
