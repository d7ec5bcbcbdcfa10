using System.Diagnostics;

namespace Engine.Tests.Examples;

/// <summary>A browser without a window, driven by its command line.</summary>
internal static class Chromium
{
    private static readonly string[] names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly TimeSpan limit = TimeSpan.FromMinutes(1);

    /// <summary>The program; the test that asks is skipped where there is none.</summary>
    public static string Path
    {
        get
        {
            var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
            var found = folders.SelectMany(folder => names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
            Assert.SkipWhen(found is null, $"No browser: none of {string.Join(", ", names)} is in PATH. On Debian: apt-get install chromium.");
            return found!;
        }
    }

    /// <summary>Loads a page, and gives its document as it is once everything has loaded, and what went to the console.</summary>
    public static (string Document, string[] Console) Load(string page, string profile)
    {
        var start = new ProcessStartInfo(Path,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", $"--user-data-dir={profile}",
            "--enable-logging=stderr", "--v=0", "--window-size=1280,900", "--dump-dom", new Uri(page).AbsoluteUri,
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (document, log) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The browser did not load {page} within {limit}.");
        }
        return (document.Result, [.. log.Result.Split('\n').Where(line => line.Contains(":CONSOLE", StringComparison.Ordinal))]);
    }
}
