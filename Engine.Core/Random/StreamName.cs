namespace Engine;

/// <summary>A stream's number from its parent's and a name: a hash that is the same on every machine and in every version.</summary>
internal static class StreamName
{
    /// <summary>
    /// FNV-1a over the parent's eight bytes and the name's UTF-16 units, low bytes first, then SplitMix64's finaliser, which
    /// spreads FNV's weak upper bits. Fowler, Noll, Vo (1991); Steele et al., <i>Fast Splittable Pseudorandom Number
    /// Generators</i>, OOPSLA 2014.
    /// </summary>
    public static ulong Hash(ulong parent, string name)
    {
        var hash = 0xCBF29CE484222325;
        for (var i = 0; i < 8; i++) hash = Step(hash, (byte)(parent >> 8 * i));
        foreach (var unit in name) hash = Step(Step(hash, (byte)unit), (byte)(unit >> 8));
        hash = (hash ^ hash >> 30) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ hash >> 27) * 0x94D049BB133111EB;
        return hash ^ hash >> 31;
    }

    private static ulong Step(ulong hash, byte value) => (hash ^ value) * 0x100000001B3;
}
