namespace Engine;

/// <summary>One recorded operation: what its pullbacks may have saved, and how gradients go back to its inputs.</summary>
internal abstract class Note(string operation, (Tensor Tensor, int Version)[] saved)
{
    /// <summary>The operation's name, for messages.</summary>
    protected string Operation { get; } = operation;

    /// <summary>Adds what has arrived at the results to the slots of the inputs; nothing if nothing has arrived.</summary>
    /// <param name="slot">The slot of the first result.</param>
    /// <param name="gradients">The sum of what has arrived, by slot.</param>
    public abstract void PullBack(int slot, GradientSlots gradients);

    /// <summary>Tensors with the versions that they have now.</summary>
    protected static (Tensor Tensor, int Version)[] Versions(ReadOnlySpan<Tensor> tensors)
    {
        var versions = new (Tensor, int)[tensors.Length];
        for (var i = 0; i < versions.Length; i++) versions[i] = (tensors[i], tensors[i].Memory.Version);
        return versions;
    }

    /// <exception cref="InvalidOperationException">A saved tensor is no longer what it was.</exception>
    protected void CheckUnchanged()
    {
        foreach (var (tensor, version) in saved)
            if (!tensor.Ended && tensor.Memory.Version != version)
                throw new InvalidOperationException($"{Check.Describe(tensor, "An input or the result")} of {Operation} was changed in place after it was recorded; its gradient would be wrong.");
    }
}
