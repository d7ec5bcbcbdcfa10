namespace Engine.Models;

/// <summary>Shows how training goes on.</summary>
public interface ITrainingProgress
{
    /// <summary>Runs the training loop with the display around it.</summary>
    /// <param name="epochs">Epochs in all.</param>
    /// <param name="examples">Examples in an epoch.</param>
    /// <param name="loop">The loop; it reports to the display that it is given.</param>
    void Run(int epochs, int examples, Action<ITrainingDisplay> loop);
}
