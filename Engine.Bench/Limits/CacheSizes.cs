using System.Globalization;

namespace Engine.Bench.Limits;

/// <summary>Bytes of the caches: of one core for the first two, of the machine for the third.</summary>
/// <param name="L1">First cache of a core.</param>
/// <param name="L2">Second cache of a core.</param>
/// <param name="L3">Last cache.</param>
public readonly record struct CacheSizes(long L1, long L2, long L3)
{
    private const string Folder = "/sys/devices/system/cpu/cpu0/cache";

    /// <summary>Those of a common server core, where the system does not tell.</summary>
    private static readonly CacheSizes usual = new(32 << 10, 1 << 20, 32 << 20);

    /// <summary>This machine's, as Linux tells them.</summary>
    public static CacheSizes Here { get; } = new(Size(1, usual.L1), Size(2, usual.L2), Size(3, usual.L3));

    /// <summary>The level that holds <paramref name="bytes"/>, worked on by <paramref name="threads"/> threads in equal parts.</summary>
    public MemoryLevel LevelOf(long bytes, int threads) =>
        bytes <= L1 * threads ? MemoryLevel.L1 : bytes <= L2 * threads ? MemoryLevel.L2 : bytes <= L3 ? MemoryLevel.L3 : MemoryLevel.Memory;

    private static long Size(int level, long otherwise)
    {
        if (!Directory.Exists(Folder)) return otherwise;
        foreach (var cache in Directory.GetDirectories(Folder, "index*"))
            if (Read(cache, "level") == level.ToString(CultureInfo.InvariantCulture) && Read(cache, "type") != "Instruction")
                return Kibibytes(Read(cache, "size")) is { } size ? size << 10 : otherwise;
        return otherwise;
    }

    private static string Read(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
    }

    private static long? Kibibytes(string text) =>
        text.EndsWith('K') && long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
