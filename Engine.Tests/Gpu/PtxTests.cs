using Engine.Bench.Ptx;

namespace Engine.Tests.Gpu;

/// <summary>Every kernel that a model uses, compiled for NVIDIA's cards without one: <c>Engine.Bench -- ptx</c> prints the same as a table.</summary>
public class PtxTests
{
    private static readonly Lazy<IReadOnlyList<UsedKernel>> kernels = new(UsedKernel.OfModels);

    [Fact]
    public void No_kernel_that_a_model_uses_spills_calls_what_is_not_there_or_is_inexact()
    {
        var ptxas = Ptxas.Find(path: null, out var why);
        Assert.SkipWhen(ptxas is null, $"no ptxas: {why}");
        foreach (var name in new[] { "MapKernel", "UpdateKernel", "VectorTileProduct", "SampleKernel", "RandomKernel", "GatherKernel" })
            Assert.Contains(name, kernels.Value.Select(kernel => kernel.Kernel.Split('.')[0]));
        Assert.Empty(new PtxCheck(ptxas!).Run(kernels.Value).SelectMany(report => report.Faults));
    }

    /// <summary>Its registers are those of one version of ptxas; that it has all kernels and no other can be seen without.</summary>
    [Fact]
    public void The_table_in_the_documentation_has_a_row_for_each_kernel()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "gpu.md")).SkipWhile(line => line != "## Registers").Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToArray();
        var missing = kernels.Value.Where(kernel => !rows.Any(row => row.StartsWith(PtxTable.Start(kernel), StringComparison.Ordinal)));
        var old = rows.Where(row => !kernels.Value.Any(kernel => row.StartsWith(PtxTable.Start(kernel), StringComparison.Ordinal)));
        var wrong = missing.Select(kernel => $"{kernel} is missing").Concat(old.Select(row => $"{row} is of no kernel")).ToArray();
        Assert.True(wrong.Length == 0, $"Put the table of Engine.Bench -- ptx into docs/gpu.md, \"Registers\": {string.Join("; ", wrong)}.");
    }
}
