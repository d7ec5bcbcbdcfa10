namespace Engine;

/// <summary>The gradients of one walk back over a tape, summed by slot, and their memory.</summary>
/// <remarks>
/// If nobody records the walk, nothing that it makes can be needed again but its results: what a pullback made on the
/// way is given back when it ends, and a gradient when all that it flows into has it. A pullback may return its argument or
/// a view of it; so each storage counts the slots that hold it.
/// </remarks>
internal sealed class GradientSlots : IDisposable
{
    private readonly Tensor?[] gradients;
    private readonly Dictionary<Tensor, int> index;
    private readonly HashSet<int> results;
    private readonly Arena? outer = Arena.Current;
    private readonly Arena? arena;
    private int unfinished;

    /// <param name="count">Slots, from the tape's first.</param>
    /// <param name="index">The slot of each tracked tensor.</param>
    /// <param name="sources">Tensors whose gradients are the results.</param>
    /// <param name="recorded">Whether a tape records the walk: then all its memory is left to the arena around it.</param>
    public GradientSlots(int count, Dictionary<Tensor, int> index, Tensor[] sources, bool recorded)
    {
        this.index = index;
        gradients = new Tensor?[count];
        unfinished = count;
        results = [.. sources.Select(source => index[source])];
        arena = recorded ? null : Arena.Open();
    }

    /// <summary>What has arrived at a slot; null for nothing, and for slots beyond the last.</summary>
    public Tensor? this[int slot] => slot < gradients.Length ? gradients[slot] : null;

    /// <summary>Whether what has arrived at a slot was made on this walk, is held by no other slot and is no result: its memory ends with the slot.</summary>
    public bool Ends(int slot) => this[slot]?.Memory is { Holders: 1 } storage && storage.Owner == arena && !results.Contains(slot);

    /// <summary>Adds to the gradient by a tracked tensor.</summary>
    public void Add(Tensor tensor, Tensor part)
    {
        var slot = index[tensor];
        Set(slot, gradients[slot] is { } sum ? sum + part : part);
    }

    /// <summary>Runs a note's pullbacks and gives back what is not needed any more.</summary>
    public void PullBack(Note note, int slot)
    {
        var mark = arena?.Count ?? 0;
        note.PullBack(slot, this);
        for (; unfinished > slot; unfinished--)
            if (!results.Contains(unfinished - 1)) Set(unfinished - 1, null);
        arena?.ReleaseUnheld(mark);
    }

    /// <summary>The gradient by a source, which from now on belongs to the arena around the walk.</summary>
    public Tensor? Result(Tensor source)
    {
        var gradient = this[index[source]];
        if (arena is not null && gradient?.Memory is { } storage && storage.Owner == arena) outer!.Add(storage);
        return gradient;
    }

    /// <summary>Gives back everything but the results.</summary>
    public void Dispose() => arena?.Close();

    private void Set(int slot, Tensor? gradient)
    {
        if (gradient is not null) arena?.Hold(gradient.Memory);
        if (gradients[slot] is { } previous) arena?.LetGo(previous.Memory);
        gradients[slot] = gradient;
    }
}
