using System.Globalization;

namespace Engine.Bench.Ptx;

/// <summary>Reports as a Markdown table.</summary>
public static class PtxTable
{
    /// <summary>Names of users in a row; if there are more, the first stand for all, so that another model changes no row that was there.</summary>
    private const int MostUsers = 3;

    /// <summary>Writes a row for each kernel, and what is wrong with any.</summary>
    public static void Write(TextWriter output, IReadOnlyList<KernelReport> reports)
    {
        string[] architectures = [.. PtxCheck.Architectures.Select(architecture => architecture.Name)];
        output.WriteLine($"| kernel | op and other type arguments | registers {string.Join(" | ", architectures)} | shared bytes | used by |");
        output.WriteLine($"|---|---|{string.Concat(architectures.Select(_ => "---|"))}---|---|");
        foreach (var report in reports) output.WriteLine(Row(report, architectures));
        output.WriteLine();
        string[] faults = [.. reports.SelectMany(report => report.Faults)];
        output.WriteLine($"{reports.Count} kernels: {(faults.Length == 0 ? "no spills, no local memory, no undefined calls, no inexact instructions." : $"{faults.Length} faults.")}");
        foreach (var fault in faults) output.WriteLine($"- {fault}");
    }

    /// <summary>The beginning of a kernel's row, by which it is found in a document.</summary>
    public static string Start(UsedKernel kernel) => $"| `{kernel.Kernel}` | {(kernel.Op.Length == 0 ? "" : $"`{kernel.Op}` ")}|";

    private static string Row(KernelReport report, string[] architectures)
    {
        var registers = string.Join(" | ", architectures.Select(name => report.Assembled[name].Registers.ToString(CultureInfo.InvariantCulture)));
        var shared = report.Assembled[architectures[0]].SharedBytes.ToString(CultureInfo.InvariantCulture);
        return $"{Start(report.Kernel)} {registers} | {shared} | {Users(report.Kernel.Users)} |";
    }

    private static string Users(IReadOnlyList<string> names) =>
        names.Count <= MostUsers ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MostUsers))}, …";
}
