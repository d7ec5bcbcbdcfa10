using ILGPU.Runtime.Cuda;

namespace Engine.Bench.Ptx;

/// <summary>Compiles kernels to PTX for each architecture, and assembles them.</summary>
/// <param name="ptxas">The assembler.</param>
public sealed class PtxCheck(Ptxas ptxas)
{
    /// <summary>A100 and H100.</summary>
    public static IReadOnlyList<(string Name, CudaArchitecture Architecture)> Architectures { get; } = [("sm_80", CudaArchitecture.SM_80), ("sm_90", CudaArchitecture.SM_90)];

    /// <summary>A report for each kernel, in their order.</summary>
    public IReadOnlyList<KernelReport> Run(IReadOnlyList<UsedKernel> kernels)
    {
        var texts = new string[Architectures.Count][];
        Parallel.For(0, texts.Length, i => texts[i] = Compile(kernels, Architectures[i].Architecture));
        var reports = new KernelReport[kernels.Count];
        Parallel.For(0, kernels.Count, i => reports[i] = Report(kernels[i], [.. texts.Select(text => text[i])]));
        return reports;
    }

    private static string[] Compile(IReadOnlyList<UsedKernel> kernels, CudaArchitecture architecture)
    {
        using var compiler = new PtxCompiler(architecture);
        return [.. kernels.Select(kernel => compiler.Compile(kernel.Method))];
    }

    private KernelReport Report(UsedKernel kernel, string[] texts) => new(kernel,
        Architectures.Select((architecture, i) => (architecture.Name, Assembled: ptxas.Assemble(texts[i], architecture.Name))).ToDictionary(pair => pair.Name, pair => pair.Assembled),
        [.. texts.SelectMany(PtxText.Externs).Distinct()], [.. texts.SelectMany(PtxText.Approximations).Distinct()]);
}
