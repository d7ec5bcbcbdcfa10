namespace Examples;

/// <summary>What an example left behind.</summary>
/// <param name="Entry">Which.</param>
/// <param name="Command">How it was run.</param>
/// <param name="ExitCode">0 if all went well; null if it was not run.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Output">All that it printed, or why it was not run.</param>
/// <param name="Pictures">PNG files, by name.</param>
public sealed record GalleryResult(GalleryEntry Entry, string Command, int? ExitCode, double Seconds, string Output, string[] Pictures)
{
    private const string Mark = "result: ";

    /// <summary>Whether it ran and went wrong: by its exit code, or because it gave no result.</summary>
    public bool Failed => ExitCode is { } code && (code != 0 || Figures.Length == 0);

    /// <summary>The keys and values of the last line.</summary>
    public (string Key, string Value)[] Figures
    {
        get
        {
            var last = Output.TrimEnd().Split('\n')[^1].Trim();
            return last.StartsWith(Mark, StringComparison.Ordinal) ? [.. last[Mark.Length..].Split(' ').Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[^1]))] : [];
        }
    }

    /// <summary>The last lines of what it printed.</summary>
    public string LastLines(int count) => string.Join('\n', Output.TrimEnd().Split('\n').TakeLast(count));
}
