using System.Text.RegularExpressions;

namespace Engine.Tests.Examples;

/// <summary>What a program printed and how it ended.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    public string Everything => Output + Error;

    /// <summary>The keys and values of the last line.</summary>
    public Dictionary<string, string> Result()
    {
        var last = Output.TrimEnd().Split('\n')[^1].TrimEnd('\r');
        Assert.Matches(new Regex(@"^result:( [a-z0-9_]+=\S+)+$"), last);
        return last["result: ".Length..].Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
