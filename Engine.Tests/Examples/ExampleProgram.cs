using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Engine.Tests.Examples;

/// <summary>Starts examples as a user does, in processes of their own. Each is built once and then run directly: building takes longer than a short run.</summary>
internal static class ExampleProgram
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(4);
    private static readonly Dictionary<string, string> built = [];

    public static string Root { get; } = Directory.GetParent(DataFolder.Find("mnist"))!.Parent!.FullName;

    /// <summary>Every example there is, by its name without <c>.cs</c>.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Path.Combine(Root, "examples"), "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>Runs an example to its end.</summary>
    public static ProgramResult Run(string name, params string[] arguments) => Dotnet([Build(name), .. arguments]);

    /// <summary>Runs dotnet to its end, in the repository's root.</summary>
    public static ProgramResult Dotnet(params string[] arguments) => Finish(arguments, (_, _) => { });

    /// <summary>Starts an example and hands over each line that it prints.</summary>
    public static ProgramResult Watch(string name, Action<Process, string> line, params string[] arguments) => Finish([Build(name), .. arguments], line);

    /// <summary>Builds an example, unless that was done: one at a time, since they share libraries.</summary>
    /// <returns>Its program.</returns>
    public static string Build(string name)
    {
        lock (built)
        {
            if (built.TryGetValue(name, out var path)) return path;
            var build = Dotnet("build", "-c", "Release", $"examples/{name}.cs");
            Assert.True(build.ExitCode == 0, build.Everything);
            return built[name] = Regex.Match(build.Output, $@"-> (.*{Regex.Escape(name)}\.dll)").Groups[1].Value;
        }
    }

    private static ProgramResult Finish(string[] arguments, Action<Process, string> line)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(IsOfTheTestRun).ToArray()) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var (output, error) = (new StringBuilder(), new StringBuilder());
        process.OutputDataReceived += (_, data) =>
        {
            if (data.Data is not { } text) return;
            output.AppendLine(text);
            line(process, text);
        };
        process.ErrorDataReceived += (_, data) => error.AppendLine(data.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"dotnet {string.Join(' ', arguments)} did not end within {limit}:\n{output}{error}");
        }
        process.WaitForExit();      // and until both streams are read
        return new(process.ExitCode, output.ToString(), error.ToString());
    }

    /// <summary>What `dotnet test` sets for its own build would lead a build inside it astray.</summary>
    private static bool IsOfTheTestRun(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
