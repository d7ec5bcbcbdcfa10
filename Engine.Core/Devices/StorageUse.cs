namespace Engine;

/// <summary>Counts a storage on its device's meter while a tensor has it, also if that tensor is collected instead of ended.</summary>
/// <remarks>An object of its own: a finalizer on the storage would keep its memory for one more collection.</remarks>
internal sealed class StorageUse(MemoryMeter meter, long bytes)
{
    private bool rented;

    ~StorageUse() => End();

    public void Begin()
    {
        rented = true;
        meter.Add(bytes);
    }

    public void End()
    {
        if (rented) meter.Add(-bytes);
        rented = false;
    }
}
