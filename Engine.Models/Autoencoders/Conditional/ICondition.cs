namespace Engine.Models;

/// <summary>What a <see cref="ConditionalVae"/> is told of an example, y, and what it is to explain, x.</summary>
public interface ICondition
{
    /// <summary>Length of y.</summary>
    int Length { get; }

    /// <summary>Takes a batch apart.</summary>
    /// <param name="batch">Examples of a data set.</param>
    /// <returns>What is explained, [batch, features], and what it is explained from, [batch, <see cref="Length"/>].</returns>
    /// <exception cref="ArgumentException">The batch is not of the kind that the condition is for.</exception>
    (Tensor X, Tensor Y) Split(Batch batch);
}
