using System.Text.RegularExpressions;

namespace Engine.Tests.Docs;

/// <summary>What the documentation says exists.</summary>
public partial class ReadmeTests
{
    private static readonly string Root = Repository.Root;

    [Fact]
    public void The_README_s_program_is_one_that_the_tests_run()
    {
        var program = CodeBlock().Match(File.ReadAllText(Path.Combine(Root, "README.md"))).Groups[1].Value;
        var tested = File.ReadAllText(Path.Combine(Root, "Engine.Tests", "Docs", "ApiSketchTests.cs"));
        var lines = program.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("using Engine;", StringComparison.Ordinal)).ToArray();
        Assert.True(lines.Length >= 8, "The README has lost its program.");
        foreach (var line in lines.Where(line => line != "var mnist = Mnist.Load();")) Assert.Contains(line, tested);
    }

    [Theory]
    [InlineData("README.md"), InlineData("docs/design.md"), InlineData("docs/reading-order.md"), InlineData("docs/results.md"), InlineData("docs/performance.md"), InlineData("docs/accuracy.md"), InlineData("docs/gpu.md"), InlineData("docs/matrix-product.md"), InlineData("docs/bayesian-networks.md")]
    public void Links_and_named_files_exist(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root, page));
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        foreach (Match link in Link().Matches(text))
            Assert.True(Path.Exists(Path.Combine(folder, link.Groups[1].Value)), $"{page} links to {link.Groups[1].Value}, which is not there.");
        foreach (Match name in SourceFile().Matches(text))
            Assert.True(Path.Exists(Path.Combine(Root, name.Groups[1].Value)), $"{page} names {name.Groups[1].Value}, which is not there.");
    }

    [Fact]
    public void Every_example_is_named_in_the_README()
    {
        var text = File.ReadAllText(Path.Combine(Root, "README.md"));
        foreach (var file in Directory.GetFiles(Path.Combine(Root, "examples"), "*.cs")) Assert.Contains($"examples/{Path.GetFileName(file)}", text);
    }

    /// <summary>The traps of ILGPU, each with the test that guards against it: <c>Gpu/CompilerTrapTests.Name_of_a_test</c> below Engine.Tests.</summary>
    [Fact]
    public void Tests_that_the_GPU_page_names_exist()
    {
        var names = TestName().Matches(File.ReadAllText(Path.Combine(Root, "docs", "gpu.md")));
        Assert.True(names.Count > 15, "The table of traps has lost its tests.");
        foreach (Match name in names)
        {
            var (place, test) = (Path.Combine(Root, "Engine.Tests", name.Groups[1].Value), name.Groups[2].Value);
            var exists = test.Length == 0 ? File.Exists(place + ".cs") || Directory.Exists(place) : File.Exists(place + ".cs") && File.ReadAllText(place + ".cs").Contains($"void {test}(", StringComparison.Ordinal);
            Assert.True(exists, $"docs/gpu.md names the test {name.Value}, which is not there.");
        }
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)] private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\(((?!https?:)[^)#]+)\)")] private static partial Regex Link();

    [GeneratedRegex(@"`((?:Engine\.[A-Z]\w+|examples)/(?![\w/.]*NAME)[\w/.]+\.(?:cs|md))`")] private static partial Regex SourceFile();

    [GeneratedRegex(@"`((?:Gpu|Parity)/[\w/]*)(?:\.(\w+))?`")] private static partial Regex TestName();
}
