namespace Engine.Models;

/// <summary>A loss with a price that counts once for the whole data set, such as the divergence of weights: each batch carries a share of it, and a <see cref="Trainer"/> adds the shares up.</summary>
public interface ICountsOnce
{
    /// <summary>Called before the first step.</summary>
    /// <param name="dataCount">Examples of the data set.</param>
    /// <param name="dropLast">Whether a short last batch is left out.</param>
    /// <exception cref="ArgumentException">The loss is for another data set.</exception>
    void CheckFits(int dataCount, bool dropLast);

    /// <summary>The share of the price that this batch's loss carries, times its examples. Over an epoch it must come to the share of the data that was seen.</summary>
    double Share(Batch batch);
}
