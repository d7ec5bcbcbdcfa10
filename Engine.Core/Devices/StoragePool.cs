namespace Engine;

/// <summary>A device's free storages by capacity, so that a training step after the first takes no new memory.</summary>
internal sealed class StoragePool
{
    private readonly Dictionary<int, Stack<Storage>> free = [];
    private readonly Lock gate = new();

    /// <summary>
    /// The capacity that a request is rounded up to: a multiple of 16 elements, and above 1,024 a sixteenth of
    /// the power of two below, so that a slightly different size finds the same memory, at most 6.25 % too large.
    /// </summary>
    public static int CapacityFor(int count)
    {
        var step = count <= 1024 ? 16 : 1 << (int.Log2(count) - 4);
        return (int)Math.Min(((long)count + step - 1) / step * step, Array.MaxLength - 64);
    }

    public Storage? Take(int capacity)
    {
        lock (gate) return free.TryGetValue(capacity, out var stack) && stack.TryPop(out var storage) ? storage : null;
    }

    public void Put(Storage storage)
    {
        lock (gate)
        {
            if (!free.TryGetValue(storage.Capacity, out var stack)) free[storage.Capacity] = stack = new();
            stack.Push(storage);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            foreach (var storage in free.Values.SelectMany(stack => stack)) storage.Free();
            free.Clear();
        }
    }
}
