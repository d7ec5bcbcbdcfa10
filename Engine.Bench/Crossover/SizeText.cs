using System.Globalization;

namespace Engine.Bench.Crossover;

/// <summary>Sizes as people read and write them: <c>64 Ki</c> elements, <c>512³</c> multiply-adds.</summary>
public static class SizeText
{
    private const int Ki = 1 << 10, Mi = 1 << 20;

    /// <summary>A kernel's size.</summary>
    public static string Of(KernelCase kernel, int size) => kernel.IsProduct ? string.Create(CultureInfo.InvariantCulture, $"{size}³") : Of(size);

    /// <summary>A number of elements.</summary>
    public static string Of(int elements) => string.Create(CultureInfo.InvariantCulture,
        $"{(elements % Mi == 0 ? $"{elements / Mi} Mi" : elements % Ki == 0 ? $"{elements / Ki} Ki" : $"{elements}")}");

    /// <summary>Reads <c>64Ki</c>, <c>1Mi</c> or <c>512</c>; null for anything else, and for what is not in 1…2³¹ − 1.</summary>
    public static int? Parse(string text)
    {
        var (digits, unit) = text.EndsWith("Ki", StringComparison.Ordinal) ? (text[..^2], Ki) : text.EndsWith("Mi", StringComparison.Ordinal) ? (text[..^2], Mi) : (text, 1);
        return long.TryParse(digits.TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= int.MaxValue / unit ? (int)(number * unit) : null;
    }
}
