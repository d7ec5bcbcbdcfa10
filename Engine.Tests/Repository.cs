namespace Engine.Tests;

/// <summary>The folder that holds the sources, for tests of documentation and listings.</summary>
internal static class Repository
{
    /// <summary>The folder of Engine.sln above the test program.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Engine.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"No Engine.sln above {AppContext.BaseDirectory}.");
        return folder;
    }
}
