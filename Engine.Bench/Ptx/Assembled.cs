using System.Globalization;
using System.Text.RegularExpressions;

namespace Engine.Bench.Ptx;

/// <summary>What ptxas made of a kernel.</summary>
/// <param name="Registers">Registers of a thread.</param>
/// <param name="SharedBytes">Shared memory of a group.</param>
/// <param name="StackBytes">Local memory of a thread: arrays that found no place in registers.</param>
/// <param name="SpillBytes">Registers stored to and loaded from memory for want of room.</param>
public sealed partial record Assembled(int Registers, int SharedBytes, int StackBytes, int SpillBytes)
{
    /// <summary>Reads the report of <c>ptxas -v</c>.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Assembled Parse(string report)
    {
        var (used, stack) = (Used().Match(report), Stack().Matches(report));
        if (!used.Success || stack.Count == 0) throw new InvalidDataException($"ptxas -v did not tell what a kernel uses, but: {report.Trim()}");
        return new(Number(used.Groups[1]), Number(Shared().Match(report).Groups[1]),
            stack.Sum(match => Number(match.Groups[1])), stack.Sum(match => Number(match.Groups[2]) + Number(match.Groups[3])));
    }

    /// <summary>0 if the report does not tell it.</summary>
    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"Used (\d+) registers")] private static partial Regex Used();

    [GeneratedRegex(@"(\d+) bytes smem")] private static partial Regex Shared();

    [GeneratedRegex(@"(\d+) bytes stack frame, (\d+) bytes spill stores, (\d+) bytes spill loads")] private static partial Regex Stack();
}
