namespace Engine;

/// <summary>A few rows of a data set. It lives until the enumeration goes on to the next batch.</summary>
/// <param name="Images">[count, features].</param>
/// <param name="Labels">[count]; [0] if the data set has no labels.</param>
public readonly record struct Batch(Tensor Images, Tensor Labels)
{
    /// <summary>Its place in the epoch, from 0; 0 for a batch of one's own making.</summary>
    public int Index { get; init; }

    /// <summary>How many batches the epoch has; 0 for a batch of one's own making.</summary>
    public int BatchCount { get; init; }

    /// <summary>How many rows the data set has; 0 for a batch of one's own making.</summary>
    public int DataCount { get; init; }

    /// <summary>Steps that training took before this one; set by whoever counts them.</summary>
    public long Step { get; init; }
}
