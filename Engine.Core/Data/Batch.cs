namespace Engine;

/// <summary>A few rows of a data set. It lives until the enumeration goes on to the next batch.</summary>
/// <param name="Images">[count, features].</param>
/// <param name="Labels">[count]; [0] if the data set has no labels.</param>
public readonly record struct Batch(Tensor Images, Tensor Labels);
