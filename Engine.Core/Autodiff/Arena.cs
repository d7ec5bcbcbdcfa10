namespace Engine;

/// <summary>The storages of one step: every tensor made while it is the innermost arena of its thread belongs to it.</summary>
internal sealed class Arena
{
    [ThreadStatic] private static Arena? current;

    private readonly List<Storage> storages = [];
    private readonly Arena? outer = current;

    private Arena() { }

    /// <summary>The innermost open arena of this thread.</summary>
    public static Arena? Current => current;

    public static Arena Open() => current = new Arena();

    /// <summary>How many storages came to it so far.</summary>
    public int Count => storages.Count;

    public void Add(Storage storage)
    {
        storage.Owner = this;
        storage.Holders = 0;
        storages.Add(storage);
    }

    /// <summary>Counts one more user of a storage, if it belongs here.</summary>
    public void Hold(Storage storage)
    {
        if (storage.Owner == this) storage.Holders++;
    }

    /// <summary>Counts one user less, and gives the storage back after the last.</summary>
    public void LetGo(Storage storage)
    {
        if (storage.Owner == this && --storage.Holders == 0) storage.Release();
    }

    /// <summary>Gives back what came after the first <paramref name="count"/> storages and has no user.</summary>
    public void ReleaseUnheld(int count)
    {
        var kept = count;
        for (var i = count; i < storages.Count; i++)
        {
            var storage = storages[i];
            if (storage.Owner != this) continue;
            if (storage.Holders == 0) storage.Release();
            else storages[kept++] = storage;
        }
        storages.RemoveRange(kept, storages.Count - kept);
    }

    /// <summary>Gives everything back that was not taken out by <see cref="Tensor.Keep"/>.</summary>
    public void Close()
    {
        if (current != this) throw new InvalidOperationException("Tapes and scopes must be closed on the thread that opened them, innermost first.");
        current = outer;
        foreach (var storage in storages)
            if (storage.Owner == this) storage.Release();
    }
}
