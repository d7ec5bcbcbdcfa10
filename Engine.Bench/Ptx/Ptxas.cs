using System.Diagnostics;

namespace Engine.Bench.Ptx;

/// <summary>NVIDIA's assembler, which needs no card.</summary>
/// <param name="path">The program.</param>
public sealed class Ptxas(string path)
{
    /// <summary>Looks for it on the search path, in CUDA's usual folder, and by the script <c>tools/get-ptxas</c>, which takes it from Debian.</summary>
    /// <param name="path">The program, if it is known.</param>
    /// <param name="why">If none is found, why.</param>
    /// <returns>Null if there is none.</returns>
    public static Ptxas? Find(string? path, out string why)
    {
        why = "";
        if (path is not null && !File.Exists(path)) why = $"There is no file '{path}'.";
        else if ((path ?? OnSearchPath() ?? FromScript(out why)) is { } found) return new(found);
        return null;
    }

    /// <summary>Assembles a kernel.</summary>
    /// <param name="ptx">Its text.</param>
    /// <param name="architecture">Such as <c>sm_90</c>.</param>
    /// <exception cref="InvalidDataException">ptxas refuses it.</exception>
    public Assembled Assemble(string ptx, string architecture)
    {
        var file = Path.Combine(Path.GetTempPath(), $"engine-{Path.GetRandomFileName()}.ptx");
        try
        {
            File.WriteAllText(file, ptx);
            var (code, output) = Run(path, "-v", $"-arch={architecture}", file, "-o", OperatingSystem.IsWindows() ? "NUL" : "/dev/null");
            return code == 0 ? Assembled.Parse(output) : throw new InvalidDataException($"ptxas -arch={architecture} refused a kernel: {output.Trim()}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string? OnSearchPath()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/local/cuda/bin");
        return folders.Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "ptxas.exe" : "ptxas")).FirstOrDefault(File.Exists);
    }

    private static string? FromScript(out string why)
    {
        why = "ptxas is not on the search path, and there is no tools/get-ptxas above the program.";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "tools", "get-ptxas") is var script && File.Exists(script))
            {
                var (code, output) = Run("bash", script);
                why = $"tools/get-ptxas ended with {code}: {output.Trim()}";
                return code == 0 ? output.Trim() : null;
            }
        return null;
    }

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
