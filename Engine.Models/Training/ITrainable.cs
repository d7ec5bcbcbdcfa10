namespace Engine.Models;

/// <summary>A model that says what training should minimise.</summary>
public interface ITrainable
{
    /// <summary>The loss of a batch: one number, averaged over its examples.</summary>
    /// <param name="batch">Examples on the model's device.</param>
    /// <param name="noise">Randomness for samples and stochastic layers.</param>
    Tensor Loss(Batch batch, RandomStream noise);
}
