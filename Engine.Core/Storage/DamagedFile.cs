namespace Engine;

/// <summary>The error for content that cannot be right: which file, at which byte, and why.</summary>
internal static class DamagedFile
{
    public static InvalidDataException At(string path, long offset, string reason, Exception? inner = null) =>
        new($"{path}, byte {offset}: {reason}", inner);

    /// <summary>The first bytes of a file as a message shows them.</summary>
    public static string Show(ReadOnlySpan<byte> bytes)
    {
        var text = string.Concat(bytes.ToArray().Select(b => b is >= 0x20 and < 0x7F ? (char)b : '.'));
        return $"{string.Join(' ', bytes.ToArray().Select(b => b.ToString("X2", null)))} (\"{text}\")";
    }
}
