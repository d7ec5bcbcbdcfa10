namespace Engine;

/// <summary>Finds the data sets that come with the repository, from any working folder inside it.</summary>
public static class DataFolder
{
    /// <summary>The folder of a data set.</summary>
    /// <param name="set">Its name below <c>data/</c>, such as <c>mnist</c>.</param>
    /// <param name="given">
    /// A folder that holds the set's files, or holds the set's folder; null to look for <c>data/</c> from the working
    /// folder and then from the program's folder upwards.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">It is not there; the message lists where it was looked for.</exception>
    public static string Find(string set, string? given = null) =>
        given is null ? Search(set, [Environment.CurrentDirectory, AppContext.BaseDirectory]) : Given(set, given);

    /// <summary>The first <c>data/set</c> in one of the folders or one above it.</summary>
    internal static string Search(string set, IEnumerable<string> starts)
    {
        var tried = new List<string>();
        foreach (var start in starts)
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, "data", set);
                if (Directory.Exists(candidate)) return candidate;
                if (!tried.Contains(candidate)) tried.Add(candidate);
            }
        }
        throw new DirectoryNotFoundException($"The data set '{set}' was not found. Give its folder, or run inside the repository. Looked for:{string.Concat(tried.Select(place => $"\n  {place}"))}");
    }

    private static string Given(string set, string given)
    {
        var inside = Path.Combine(given, set);
        if (Directory.Exists(inside)) return inside;
        if (Directory.Exists(given)) return given;
        throw new DirectoryNotFoundException($"The data set '{set}' was not found. Looked for:\n  {Path.GetFullPath(inside)}\n  {Path.GetFullPath(given)}");
    }
}
