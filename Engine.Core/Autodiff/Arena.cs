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

    public void Add(Storage storage)
    {
        storage.Owner = this;
        storages.Add(storage);
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
