#:project Common/Examples.Common.csproj
#:property PublishAot=false

// Runs every example of this folder in a short form, one after the other, and makes one page of their pictures and figures, in the
// order of the lecture. What fails is shown as failed, and makes the exit code 1.

using System.ComponentModel;
using System.Globalization;
using Engine;
using Examples;
using Spectre.Console;
using Spectre.Console.Cli;

return Example.Run<GalleryExample>(args);

internal sealed class GallerySettings : ExampleSettings
{
    [CommandOption("--only <NAMES>")]
    [Description("Run only these examples: names with commas between.")]
    public string? Only { get; init; }

    [CommandOption("--tiny")]
    [Description("Train for a moment only, to see whether all examples run.")]
    public bool Tiny { get; init; }

    [CommandOption("--sets <FOLDER>")]
    [Description("Folder of the UCI regression sets, which are not part of the repository; uci.cs is not run without.")]
    public string? Sets { get; init; }

    [CommandOption("--no-build")]
    [Description("The examples are built already.")]
    public bool NoBuild { get; init; }

    [CommandOption("--list")]
    [Description("Only list the examples and their options; fails if one is not in the table of the gallery.")]
    public bool List { get; init; }
}

internal sealed class GalleryExample : AsyncCommand<GallerySettings>
{
    private const string Self = "gallery";

    public override async Task<int> ExecuteAsync(CommandContext context, GallerySettings options, CancellationToken cancel)
    {
        var root = Directory.GetParent(DataFolder.Find("mnist"))!.Parent!.FullName;
        var found = Directory.GetFiles(Path.Combine(root, "examples"), "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != Self).ToArray();
        var strangers = found.Where(name => GalleryTable.Find(name) is null).Order(StringComparer.Ordinal).ToArray();
        if (strangers.Length > 0) throw new InvalidOperationException($"Not in the table of the gallery, examples/Common/Gallery/GalleryTable.cs: {string.Join(", ", strangers)}.");
        var chosen = Choose(found, options.Only);
        if (options.List)
        {
            foreach (var entry in chosen) Console.WriteLine($"{entry.Name,-20} {string.Join(' ', OptionsOf(entry, options))}");
            return Example.Result(("examples", chosen.Length));
        }

        var folder = Path.GetFullPath(options.Out ?? Path.Combine("out", Self));
        string[] common = ["--seed", options.Seed.ToString(CultureInfo.InvariantCulture), "--device", options.Device, "--threads", options.Threads.ToString(CultureInfo.InvariantCulture)];
        var runner = new GalleryRun(root, folder, common, build: !options.NoBuild);
        List<GalleryResult> results = [];
        foreach (var (i, entry) in chosen.Index())
        {
            Console.WriteLine($"[{i + 1}/{chosen.Length}] {entry.Name} {string.Join(' ', OptionsOf(entry, options))}");
            results.Add(entry.NeedsSets && options.Sets is null
                ? new(entry, $"dotnet run -c Release examples/{entry.Name}.cs", null, 0, "Its sets are not part of the repository: name their folder by --sets.", [])
                : await runner.Run(entry, OptionsOf(entry, options), cancel));
            Console.WriteLine(Said(results[^1]));
        }

        var page = Path.Combine(Directory.CreateDirectory(folder).FullName, "index.html");
        await File.WriteAllTextAsync(page, GalleryPage.Of(results, options.Tiny), cancel);
        Console.WriteLine($"The page is {page}");
        var failed = results.Count(result => result.Failed);
        var code = Example.Result(("examples", results.Count), ("pictures", results.Sum(result => result.Pictures.Length)), ("failed", failed), ("not_run", results.Count(result => result.ExitCode is null)));
        return failed > 0 ? 1 : code;
    }

    /// <summary>The examples that there are and that are asked for, in the order of the lecture.</summary>
    private static GalleryEntry[] Choose(string[] found, string? only)
    {
        var asked = only?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (asked?.FirstOrDefault(name => !found.Contains(name)) is { } missing) throw new ArgumentException($"There is no example '{missing}'; there are {string.Join(", ", found.Order(StringComparer.Ordinal))}.", nameof(only));
        return [.. GalleryTable.Chapters.SelectMany(chapter => chapter.Entries).Where(entry => found.Contains(entry.Name) && asked?.Contains(entry.Name) != false)];
    }

    private static string[] OptionsOf(GalleryEntry entry, GallerySettings options) =>
        [.. entry.NeedsSets && options.Sets is { } sets ? (string[])["--data", Path.GetFullPath(sets)] : [], .. (options.Tiny ? entry.Tiny : entry.Short).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static string Said(GalleryResult result) =>
        result.ExitCode is null ? $"      not run: {result.Output}"
        : result.Failed ? string.Create(CultureInfo.InvariantCulture, $"      FAILED with exit code {result.ExitCode} after {result.Seconds:0.0} s\n{result.LastLines(10)}")
        : string.Create(CultureInfo.InvariantCulture, $"      {result.Seconds:0.0} s, {string.Join(' ', result.Figures.Where(figure => figure.Value.Length <= 20).Select(figure => $"{figure.Key}={figure.Value}"))}");
}
