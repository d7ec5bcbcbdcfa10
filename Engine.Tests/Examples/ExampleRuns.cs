using System.Collections.Concurrent;

namespace Engine.Tests.Examples;

/// <summary>Short forms of every example, each a program of its own: one that is added is tested without a word here.</summary>
public abstract class ExampleRuns : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    public static TheoryData<string> All => [.. ExampleProgram.Names];

    private static readonly ConcurrentDictionary<string, ProgramResult> helps = new();

    private protected static ProgramResult Help(string name) => helps.GetOrAdd(name, name => ExampleProgram.Run(name, "--help"));

    private protected static bool Trains(string name) => Help(name).Output.Contains("--epochs", StringComparison.Ordinal);

    private protected string[] Short(string name, params string[] more) =>
        ["--seed", "1", "--out", Folder.File(name), .. Trains(name) ? (string[])["--epochs", "1", "--images", "300"] : [], .. Needed(name), .. more];

    /// <summary>What an example does not run without, or not in a short time.</summary>
    private protected string[] Needed(string name) => name switch
    {
        "uci" => ["--data", MadeUpTable.Write(Folder.File("sets")), "--steps", "20", "--draws", "3"],
        "regression" => ["--steps", "20"],
        "linear_vae" => ["--steps", "5", "--images", "100"],
        "gallery" => ["--tiny", "--no-build", "--only", Path.GetFileNameWithoutExtension(ExampleProgram.Build("micro"))],
        "lift" or "lifted_vae" => ["--tuning", "1"],
        "iwae" or "deep_latent_gaussian" => ["--nll-samples", "30", "--nll-images", "20"],
        "impute" => ["--steps", "3"],
        "pca" => ["--images", "60"],
        _ => [],
    };
}
