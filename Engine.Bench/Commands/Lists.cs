using System.Globalization;
using Engine.Bench.Crossover;
using Engine.Bench.Targets;
using Spectre.Console;

namespace Engine.Bench.Commands;

/// <summary>Options that are lists, separated by commas.</summary>
internal static class Lists
{
    /// <summary>The parts, without blanks around them.</summary>
    public static string[] Words(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Numbers of threads.</summary>
    /// <exception cref="ArgumentException">There is none, or one is not a whole number from 1.</exception>
    public static IReadOnlyList<int> Threads(string list)
    {
        int[] counts = [.. Words(list).Select(ThreadCount)];
        return counts.Length > 0 ? counts : throw new ArgumentException("--threads is empty; expected numbers such as 1,2.");
    }

    /// <summary>Devices.</summary>
    /// <exception cref="ArgumentException">There is none, or a name is none.</exception>
    public static IReadOnlyList<Target> Targets(string list, string option)
    {
        Target[] targets = [.. Words(list).Select(Target.Parse)];
        return targets.Length > 0 ? targets : throw new ArgumentException($"{option} is empty; expected devices such as cpu,cuda.");
    }

    /// <summary>Sizes in growing order, such as <c>1Ki,64Ki</c>.</summary>
    /// <exception cref="ArgumentException">There is none, or one is no multiple of <paramref name="multipleOf"/>.</exception>
    public static IReadOnlyList<int> Sizes(string list, string option, int multipleOf)
    {
        int[] sizes = [.. Words(list).Select(word => SizeText.Parse(word) is { } size && size % multipleOf == 0 ? size
            : throw new ArgumentException($"{option} holds '{word}'; expected {(multipleOf == 1 ? "numbers from 1" : $"multiples of {multipleOf}")}, such as 1Ki or 4096.")).Order()];
        return sizes.Length > 0 ? sizes : throw new ArgumentException($"{option} is empty; expected sizes such as 1Ki,64Ki.");
    }

    /// <summary>The message of an option's <see cref="ArgumentException"/> as Spectre wants it.</summary>
    public static ValidationResult Check(Action read)
    {
        try
        {
            read();
            return ValidationResult.Success();
        }
        catch (ArgumentException error)
        {
            return ValidationResult.Error(error.Message);
        }
    }

    private static int ThreadCount(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 ? count
        : throw new ArgumentException($"--threads holds '{word}'; expected whole numbers from 1, such as 1,2.");
}
