using System.Globalization;

namespace Engine.Bench.Ptx;

/// <summary>Reports as a Markdown table.</summary>
public static class PtxTable
{
    /// <summary>Names of users in a row; if there are more, some stand for all.</summary>
    private const int MostUsers = 3;

    /// <summary>Writes a row for each kernel, and what is wrong with any.</summary>
    public static void Write(TextWriter output, IReadOnlyList<KernelReport> reports)
    {
        string[] architectures = [.. PtxCheck.Architectures.Select(architecture => architecture.Name)];
        output.WriteLine($"| kernel | op | {string.Join(" | ", architectures.Select(name => $"registers {name}"))} | shared bytes | approximations | used by |");
        output.WriteLine($"|---|---|{string.Concat(architectures.Select(_ => "---|"))}---|---|---|");
        foreach (var report in reports) output.WriteLine(Row(report, architectures));
        output.WriteLine();
        string[] faults = [.. reports.SelectMany(report => report.Faults)];
        output.WriteLine($"{reports.Count} kernels: {(faults.Length == 0 ? "no spills, no local memory, no undefined calls." : $"{faults.Length} faults.")}");
        foreach (var fault in faults) output.WriteLine($"- {fault}");
    }

    private static string Row(KernelReport report, string[] architectures)
    {
        var registers = string.Join(" | ", architectures.Select(name => report.Assembled[name].Registers.ToString(CultureInfo.InvariantCulture)));
        var shared = report.Assembled[architectures[0]].SharedBytes.ToString(CultureInfo.InvariantCulture);
        return $"| {report.Kernel.Kernel} | {report.Kernel.Op} | {registers} | {shared} | {string.Join(", ", report.Approximations)} | {Users(report.Kernel.Users)} |";
    }

    private static string Users(IReadOnlyList<string> names) => names.Count <= MostUsers ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(MostUsers - 1))} and {names.Count - MostUsers + 1} more");
}
