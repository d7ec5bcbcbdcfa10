namespace Engine.Models;

/// <summary>A model that says what training should minimise.</summary>
public interface ITrainable
{
    /// <summary>The loss of a batch: one number, averaged over its examples.</summary>
    /// <param name="batch">Examples on the model's device.</param>
    /// <param name="noise">Randomness for samples and stochastic layers.</param>
    Tensor Loss(Batch batch, RandomStream noise);

    /// <summary>Looks once at all data before training, and refuses what the model cannot learn from; numbers that are not finite unless the model says more.</summary>
    /// <param name="data">Examples.</param>
    /// <exception cref="ArgumentException">A number cannot be learned from; the message names its row, its column and what to do.</exception>
    void CheckData(Dataset data) => DataCheck.Numbers(data, GetType().Name, Constraint.Real);
}
