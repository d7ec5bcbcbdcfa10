namespace Engine.Models;

/// <summary>Where a training loop reports to while it runs.</summary>
public interface ITrainingDisplay
{
    /// <summary>A step was made.</summary>
    /// <param name="epoch">Counted from 1.</param>
    /// <param name="examplesDone">Examples seen in all epochs.</param>
    /// <param name="loss">Mean loss of this epoch so far.</param>
    void Step(int epoch, long examplesDone, double loss);

    /// <summary>An epoch ended.</summary>
    void Epoch(EpochRecord record);

    /// <summary>There is something to tell in words, such as a warning.</summary>
    /// <param name="line">One line.</param>
    void Note(string line);
}
