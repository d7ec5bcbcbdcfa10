using System.Reflection;
using PublicApiGenerator;

namespace Engine.Tests.Api;

/// <summary>The public API against its listing, so that a change is seen in review. To accept one, run with ENGINE_ACCEPT_API=1.</summary>
public class PublicApiTests
{
    [Theory]
    [InlineData("Engine.Core"), InlineData("Engine.Models"), InlineData("Engine.Gpu")]
    public void The_public_API_is_as_listed(string assembly)
    {
        var listing = Path.Combine(Repository.Root, "Engine.Tests", "Api", $"{assembly}.txt");
        var api = Assembly.Load(assembly).GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("ENGINE_ACCEPT_API") == "1") File.WriteAllText(listing, api);
        Assert.True(File.Exists(listing), $"{listing} is missing: run this test with ENGINE_ACCEPT_API=1.");
        Assert.Equal(File.ReadAllText(listing).ReplaceLineEndings("\n"), api);
    }
}
