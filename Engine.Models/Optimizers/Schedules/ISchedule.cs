namespace Engine.Models;

/// <summary>A learning rate that depends on the step: <c>adam.LearningRate = schedule.At(step)</c> before each step.</summary>
public interface ISchedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">Steps taken before it: 0 for the first.</param>
    double At(long step);
}
