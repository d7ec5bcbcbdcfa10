using System.Diagnostics;
using System.Text;

namespace Examples;

/// <summary>Runs examples as a user does, each as a process of its own in the repository's root.</summary>
/// <param name="root">The repository's root.</param>
/// <param name="outFolder">Each example writes into the folder of its name here.</param>
/// <param name="common">Options that all are given.</param>
/// <param name="build">Whether they are built first.</param>
public sealed class GalleryRun(string root, string outFolder, string[] common, bool build)
{
    /// <summary>Runs one to its end.</summary>
    /// <param name="entry">Which.</param>
    /// <param name="options">Its own options.</param>
    /// <param name="cancel">Ends it with all its processes.</param>
    public async Task<GalleryResult> Run(GalleryEntry entry, string[] options, CancellationToken cancel)
    {
        var folder = Path.Combine(outFolder, entry.Name);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);        // what an earlier run drew is not this one's
        string[] call = ["run", .. build ? Array.Empty<string>() : ["--no-build"], "-c", "Release", $"examples/{entry.Name}.cs", "--"];
        var start = new ProcessStartInfo("dotnet", [.. call, .. common, "--out", folder, .. options]) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(IsOfThisBuild).ToArray()) start.Environment.Remove(name);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, error) = (Read(process.StandardOutput), Read(process.StandardError));
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        var pictures = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.png").Order(StringComparer.Ordinal).ToArray() : [];
        var text = process.ExitCode == 0 ? await output : await output + await error;
        return new(entry, $"dotnet run -c Release examples/{entry.Name}.cs{(options.Length > 0 ? " -- " : "")}{string.Join(' ', options)}", process.ExitCode, clock.Elapsed.TotalSeconds, text, pictures);
    }

    private static async Task<string> Read(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line) text.AppendLine(line);
        return text.ToString();
    }

    /// <summary>What `dotnet run` has set for itself would lead the builds of the examples astray.</summary>
    private static bool IsOfThisBuild(string variable) => variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase);
}
