using System.Text.RegularExpressions;

namespace Engine.Bench.Ptx;

/// <summary>What is read in PTX itself.</summary>
public static partial class PtxText
{
    /// <summary>Functions that are called and defined nowhere: a driver would refuse the kernel.</summary>
    public static IReadOnlyList<string> Externs(string ptx) => [.. Extern().Matches(ptx).Select(match => match.Groups[1].Value).Distinct()];

    /// <summary>Instructions that give up exactness for speed, such as <c>tanh.approx.f32</c>.</summary>
    public static IReadOnlyList<string> Approximations(string ptx) => [.. Approximate().Matches(ptx).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"^\s*\.extern\s+\.func.*?(?:\([^)]*\)\s*)?(\w+)\s*\(", RegexOptions.Multiline)] private static partial Regex Extern();

    [GeneratedRegex(@"\b[a-z]\w*(?:\.\w+)*\.approx(?:\.\w+)*")] private static partial Regex Approximate();
}
