using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Examples;

/// <summary>The gallery as one HTML page that needs nothing else: pictures are in it as data, there is no script and no link outside.</summary>
public static class GalleryPage
{
    /// <summary>The page.</summary>
    /// <param name="results">What was run.</param>
    /// <param name="tiny">Whether it was run only to see that it runs.</param>
    public static string Of(IReadOnlyList<GalleryResult> results, bool tiny)
    {
        var chapters = GalleryTable.Chapters.Where(chapter => results.Any(result => chapter.Entries.Contains(result.Entry))).ToArray();
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Engine: the gallery of its examples</title>
            <link rel="icon" href="data:,">
            <style>
            {GalleryStyle.Css}
            </style>
            </head>
            <body>
            <header>
            <h1>Bayesian networks and autoencoders, in pictures</h1>
            <p class="lead">Examples of Engine, in the order of the lecture. {(tiny ? "They were trained for a moment only, to see that they run: the pictures show little." : "Each was trained for less time than it takes by itself: its own figures are better, and stand in docs/results.md.")} {Summary(results)}</p>
            </header>
            <nav aria-label="Chapters"><ul>
            {string.Join('\n', chapters.Select(chapter => $"<li><a href=\"#{Text(chapter.Id)}\">{Text(chapter.Title)}</a></li>"))}
            </ul></nav>
            <main>
            {string.Join('\n', chapters.Select(chapter => Chapter(chapter, results)))}
            </main>
            <footer>Made by <code>dotnet run -c Release examples/gallery.cs</code>. The digits are MNIST's, by Y. LeCun and C. Cortes (CC BY-SA 3.0); the clothes Fashion-MNIST's, by Zalando SE (MIT).</footer>
            </body>
            </html>

            """;
    }

    private static string Summary(IReadOnlyList<GalleryResult> results)
    {
        var (failed, skipped) = (results.Count(result => result.Failed), results.Count(result => result.ExitCode is null));
        return $"{Count(results.Count, "example")}, {Count(results.Sum(result => result.Pictures.Length), "picture")}, {Text(Time(results.Sum(result => result.Seconds)))}."
            + (failed > 0 ? $" <strong>{failed} failed.</strong>" : "") + (skipped > 0 ? $" {skipped} not run." : "");
    }

    private static string Chapter(GalleryChapter chapter, IReadOnlyList<GalleryResult> results) => $"""
        <section id="{Text(chapter.Id)}">
        <h2>{Text(chapter.Title)}</h2>
        <p>{Text(chapter.Lead)}</p>
        {string.Join('\n', results.Where(result => chapter.Entries.Contains(result.Entry)).Select(Article))}
        </section>
        """;

    private static string Article(GalleryResult result)
    {
        var (kind, state) = result switch
        {
            { ExitCode: null } => ("state", "not run"),
            { Failed: true } => ("state bad", $"failed with exit code {result.ExitCode}"),
            _ => ("state", Time(result.Seconds)),
        };
        var text = new StringBuilder($"""
            <article id="example-{Text(result.Entry.Name)}">
            <div class="head"><h3>{Text(result.Entry.Title)}</h3><span class="{kind}">{Text(state)}</span></div>
            <p class="claim">{Text(result.Entry.Claim)}</p>

            """);
        if (result.Figures is { Length: > 0 } figures) text.AppendLine($"<dl class=\"figures\">{string.Concat(figures.Select(Figure))}</dl>");
        if (result.Failed || result.ExitCode is null) text.AppendLine($"<pre>{Text(result.LastLines(20))}</pre>");
        if (result.Pictures.Length > 0) text.AppendLine($"<div class=\"pictures\">\n{string.Join('\n', result.Pictures.Select(file => Picture(result.Entry, file)))}\n</div>");
        return text.Append($"<p class=\"command\"><code>{Text(result.Command)}</code></p>\n</article>").ToString();
    }

    /// <summary>A key of the result line in words, and its value; of a hash the beginning.</summary>
    private static string Figure((string Key, string Value) figure) =>
        $"<div><dt>{Text(Words(figure.Key))}</dt><dd>{Text(figure.Value.Length > 20 ? figure.Value[..8] + "…" : figure.Value)}</dd></div>";

    private static string Picture(GalleryEntry entry, string file)
    {
        var bytes = File.ReadAllBytes(file);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));     // of the PNG's first chunk, IHDR
        var caption = Words(Path.GetFileNameWithoutExtension(file));
        return $"<figure{(width > 2 * height || width >= 1200 ? " class=\"wide\"" : "")}><img src=\"data:image/png;base64,{Convert.ToBase64String(bytes)}\" width=\"{width}\" height=\"{height}\" alt=\"{Text($"{entry.Title}: {caption}")}\"><figcaption>{Text(caption)}</figcaption></figure>";
    }

    private static string Words(string name) => name.Replace('_', ' ').Replace('-', ' ');

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    private static string Time(double seconds) =>
        seconds < 100 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s") : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min");

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
