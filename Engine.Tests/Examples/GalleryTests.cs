using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Engine.Tests.Examples;

/// <summary>The page of all examples: complete, self-contained, and right in a browser.</summary>
public sealed class GalleryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Runs the gallery of examples that are built already.</summary>
    private ProgramResult Gallery(string only, params string[] more)
    {
        foreach (var name in only.Split(',')) ExampleProgram.Build(name);
        return ExampleProgram.Run("gallery", ["--tiny", "--no-build", "--only", only, "--out", folder.File("gallery"), .. more]);
    }

    private string Page => File.ReadAllText(folder.File(Path.Combine("gallery", "index.html")));

    [Fact]
    public void Every_example_is_in_its_table()
    {
        var run = ExampleProgram.Run("gallery", "--list");
        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.All(ExampleProgram.Names.Where(name => name != "gallery"), name => Assert.Matches(new Regex($"(?m)^{name} "), run.Output));
        Assert.Equal((ExampleProgram.Names.Count() - 1).ToString(CultureInfo.InvariantCulture), run.Result()["examples"]);
    }

    [Fact]
    public void A_gallery_in_a_browser()
    {
        _ = Chromium.Path;
        var run = Gallery("quickstart,regression");
        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal("1", run.Result()["pictures"]);
        Assert.DoesNotContain("src=\"http", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", Page, StringComparison.Ordinal);

        // A window cannot be as narrow as a telephone, a frame can.
        var probe = folder.File("probe.html");
        File.WriteAllText(probe, $$"""
            <!DOCTYPE html><meta charset="utf-8"><title>probe</title><link rel="icon" href="data:,">
            <iframe id="narrow" style="width:360px;height:800px;border:0" srcdoc="{{WebUtility.HtmlEncode(Page)}}"></iframe>
            <iframe id="wide" style="width:1200px;height:800px;border:0" srcdoc="{{WebUtility.HtmlEncode(Page)}}"></iframe>
            <script>
            addEventListener('load', () => {
              const findings = ['narrow', 'wide'].map(id => {
                const frame = document.getElementById(id), page = frame.contentDocument;
                return { width: frame.contentWindow.innerWidth, content: page.documentElement.scrollWidth, title: page.title,
                  headings: [...page.querySelectorAll('h3')].map(h => h.textContent), images: [...page.images].map(i => ({ width: i.naturalWidth, shown: i.clientWidth, alt: i.alt })) };
              });
              const result = document.createElement('pre');
              result.id = 'findings';
              result.textContent = JSON.stringify(findings);
              document.body.append(result);
            });
            </script>
            """);
        var (document, console) = Chromium.Load(probe, folder.File("profile"));
        Assert.Empty(console);
        var findings = JsonDocument.Parse(WebUtility.HtmlDecode(Regex.Match(document, "<pre id=\"findings\">(.*?)</pre>", RegexOptions.Singleline).Groups[1].Value)).RootElement;
        foreach (var (view, width) in findings.EnumerateArray().Zip([360, 1200]))
        {
            Assert.Equal("Engine: the gallery of its examples", view.GetProperty("title").GetString());
            Assert.Equal(width, view.GetProperty("width").GetInt32());
            Assert.True(view.GetProperty("content").GetInt32() <= width, $"{view.GetProperty("content")} pixels in a window of {width}");
            Assert.Equal(["Quick start", "Uncertainty where there are no data"], view.GetProperty("headings").EnumerateArray().Select(heading => heading.GetString()));
            var image = Assert.Single(view.GetProperty("images").EnumerateArray());
            Assert.True(image.GetProperty("width").GetInt32() > 0);
            Assert.InRange(image.GetProperty("shown").GetInt32(), 200, width);
            Assert.Equal("Uncertainty where there are no data: fan", image.GetProperty("alt").GetString());
        }
    }

    [Fact]
    public void An_example_that_fails_is_shown_and_makes_the_exit_code_1()
    {
        var run = Gallery("quickstart,uci", "--sets", folder.File("<nowhere>"));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("1", run.Result()["failed"]);
        Assert.Contains("failed with exit code 1", Page, StringComparison.Ordinal);
        Assert.Contains("&lt;nowhere&gt;", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<nowhere>", Page, StringComparison.Ordinal);
        Assert.Contains("<strong>1 failed.</strong>", Page, StringComparison.Ordinal);

        var without = Gallery("uci");
        Assert.Equal(0, without.ExitCode);
        Assert.Equal("1", without.Result()["not_run"]);
        Assert.Contains("name their folder by --sets", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_not_there_is_named()
    {
        var run = ExampleProgram.Run("gallery", "--only", "quickstart,colours");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no example 'colours'", Regex.Replace(run.Everything, @"\r?\n", ""), StringComparison.Ordinal);
    }
}
