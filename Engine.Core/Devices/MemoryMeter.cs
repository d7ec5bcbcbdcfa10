namespace Engine;

/// <summary>How much of a device's memory tensors hold, now and at most; from any thread.</summary>
internal sealed class MemoryMeter
{
    private long now;
    private long peak;

    /// <summary>Bytes that tensors hold.</summary>
    public long Now => Interlocked.Read(ref now);

    /// <summary>The most that they held since the last <see cref="Reset"/>.</summary>
    public long Peak => Interlocked.Read(ref peak);

    /// <summary>Starts a new peak at what is held now.</summary>
    public void Reset() => Interlocked.Exchange(ref peak, Now);

    /// <summary>Counts bytes that were rented, or given back if negative.</summary>
    public void Add(long bytes)
    {
        var total = Interlocked.Add(ref now, bytes);
        for (var seen = Peak; total > seen;)
        {
            var found = Interlocked.CompareExchange(ref peak, total, seen);
            if (found == seen) return;
            seen = found;
        }
    }
}
