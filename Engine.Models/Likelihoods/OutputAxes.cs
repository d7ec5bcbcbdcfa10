namespace Engine.Models;

/// <summary>What the likelihoods of numbers share: outputs [batch, ...] whose axes after the first belong to one example.</summary>
internal static class OutputAxes
{
    /// <summary>All axes but the first.</summary>
    public static Axes Of(Tensor outputs) => Events.Last(outputs.Rank - 1);

    /// <exception cref="ArgumentException">There is no axis besides the examples, or targets that merely broadcast would count outputs twice.</exception>
    public static void Check(Tensor outputs, Tensor targets, Shape expected)
    {
        if (outputs.Rank < 2) throw new ArgumentException($"outputs has shape {outputs.Shape}; expected [batch, ...] with at least one axis after the examples.", nameof(outputs));
        if (targets.Shape != expected) throw new ArgumentException($"targets has shape {targets.Shape}; expected {expected} for outputs of shape {outputs.Shape}.", nameof(targets));
    }
}
