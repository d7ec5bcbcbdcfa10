namespace Engine.Models;

/// <summary>A model that can tell what it has learned, and notices when training goes wrong although the loss falls.</summary>
public interface IReportsTraining
{
    /// <summary>What the model is like now. A trainer asks after every epoch, shows a warning that comes twice in a row, and the last report at the end.</summary>
    /// <param name="data">Some of the training data.</param>
    /// <param name="rng">Where samples come from.</param>
    TrainingReport Report(Dataset data, RandomStream rng);
}
