using Engine.Bench.Ptx;

namespace Engine.Tests.Gpu;

/// <summary>Every kernel that a model uses, compiled for NVIDIA's cards without one: <c>Engine.Bench -- ptx</c> prints the same as a table.</summary>
public class PtxTests
{
    [Fact]
    public void No_kernel_that_a_model_uses_spills_calls_what_is_not_there_or_is_inexact()
    {
        var ptxas = Ptxas.Find(path: null, out var why);
        Assert.SkipWhen(ptxas is null, $"no ptxas: {why}");
        var kernels = UsedKernel.OfModels();
        foreach (var name in new[] { "MapKernel", "UpdateKernel", "VectorTileProduct", "SampleKernel", "RandomKernel", "GatherKernel" })
            Assert.Contains(name, kernels.Select(kernel => kernel.Kernel.Split('.')[0]));
        var reports = new PtxCheck(ptxas!).Run(kernels);
        Assert.Empty(reports.SelectMany(report => report.Faults));
        Assert.Empty(reports.SelectMany(report => report.Approximations));
    }
}
