namespace Engine.Models;

/// <summary>The average of something over all examples of a data set, some at a time.</summary>
internal static class DataAverage
{
    /// <param name="data">Examples.</param>
    /// <param name="batchSize">Examples at a time.</param>
    /// <param name="device">Where the batches are made.</param>
    /// <param name="sum">The sum over a batch's examples, a single number.</param>
    /// <exception cref="ArgumentException">There are no examples.</exception>
    public static double Of(Dataset data, int batchSize, Device device, Func<Batch, Tensor> sum)
    {
        if (data.Count == 0) throw new ArgumentException("The data set is empty: it has no average.", nameof(data));
        var total = 0.0;
        foreach (var batch in data.Batches(batchSize, device: device))
        {
            using var scope = new Scope();
            total += sum(batch).Item();
        }
        return total / data.Count;
    }
}
